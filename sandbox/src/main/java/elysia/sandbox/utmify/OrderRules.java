package elysia.sandbox.utmify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks one order field by field (UTMify, "Documentação da API para envio de vendas"). Finds all
/// that is wrong, each with the format that is right.
final class OrderRules {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern PASCAL_CASE = Pattern.compile("[A-Z][A-Za-z0-9]*");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Set<String> METHODS =
      Set.of("credit_card", "boleto", "pix", "paypal", "free_price");
  private static final Set<String> STATUSES =
      Set.of("waiting_payment", "paid", "refused", "refunded", "chargedback");
  private static final Set<String> CURRENCIES =
      Set.of("BRL", "USD", "EUR", "GBP", "ARS", "CAD", "COP", "MXN", "PYG", "CLP", "PEN", "PLN");
  private static final Set<String> ORDER =
      Set.of(
          "orderId",
          "platform",
          "paymentMethod",
          "status",
          "createdAt",
          "approvedDate",
          "refundedAt",
          "customer",
          "products",
          "trackingParameters",
          "commission",
          "isTest");
  private static final Set<String> TRACKING =
      Set.of("src", "sck", "utm_source", "utm_campaign", "utm_medium", "utm_content", "utm_term");

  private final List<String> problems = new ArrayList<>();

  private OrderRules() {}

  /// What is wrong, empty for a correct order.
  static List<String> problems(JsonNode order) {
    if (!order.isObject()) {
      return List.of("body: a JSON object");
    }
    var rules = new OrderRules();
    rules.checkOrder(order);
    return rules.problems;
  }

  private void checkOrder(JsonNode order) {
    onlyKeys("", order, ORDER);
    require(isText(order.path("orderId")), "orderId: text");
    var platform = order.path("platform").asText();
    require(PASCAL_CASE.matcher(platform).matches(), "platform: a name in PascalCase");
    require(METHODS.contains(order.path("paymentMethod").asText()), "paymentMethod: " + METHODS);
    require(STATUSES.contains(order.path("status").asText()), "status: " + STATUSES);
    require(
        order.path("isTest").isMissingNode() || order.path("isTest").isBoolean(),
        "isTest: true or false");
    checkDates(order);
    checkCustomer(order.path("customer"));
    checkProducts(order.path("products"));
    checkTracking(order.path("trackingParameters"));
    checkCommission(order.path("commission"));
  }

  private void checkDates(JsonNode order) {
    var status = order.path("status").asText();
    require(isDate(order.path("createdAt")), "createdAt: YYYY-MM-DD HH:MM:SS, UTC");
    var approved = order.path("approvedDate");
    var refunded = order.path("refundedAt");
    require(isDate(approved) || approved.isNull(), "approvedDate: YYYY-MM-DD HH:MM:SS, or null");
    require(isDate(refunded) || refunded.isNull(), "refundedAt: YYYY-MM-DD HH:MM:SS, or null");
    require(!status.equals("paid") || isDate(approved), "approvedDate: required when paid");
    require(
        !status.equals("waiting_payment") || approved.isNull(), "approvedDate: null until paid");
    require(status.equals("refunded") == isDate(refunded), "refundedAt: a date when refunded only");
  }

  private void checkCustomer(JsonNode customer) {
    onlyKeys("customer.", customer, Set.of("name", "email", "phone", "document", "country", "ip"));
    require(isText(customer.path("name")), "customer.name: text");
    var email = customer.path("email");
    require(
        !email.isTextual() || EMAIL.matcher(email.textValue()).matches(),
        "customer.email: name@domain, or null");
    for (var key : List.of("email", "phone", "document")) {
      require(isTextOrNull(customer.path(key)), "customer." + key + ": text or null");
    }
    var country = customer.path("country");
    require(
        country.isMissingNode() || COUNTRY.matcher(country.asText()).matches(),
        "customer.country: ISO 3166, two capitals");
    require(
        customer.path("ip").isMissingNode() || isTextOrNull(customer.path("ip")),
        "customer.ip: text");
  }

  private void checkProducts(JsonNode products) {
    require(products.isArray() && !products.isEmpty(), "products: at least one");
    for (var product : products) {
      onlyKeys(
          "products.",
          product,
          Set.of("id", "name", "planId", "planName", "quantity", "priceInCents"));
      require(isText(product.path("id")), "products.id: text");
      require(isText(product.path("name")), "products.name: text");
      require(isTextOrNull(product.path("planId")), "products.planId: text or null");
      require(isTextOrNull(product.path("planName")), "products.planName: text or null");
      require(
          isCents(product.path("quantity")) && product.path("quantity").asInt() > 0,
          "products.quantity: integer of at least 1");
      require(isCents(product.path("priceInCents")), "products.priceInCents: integer cents");
    }
  }

  private void checkTracking(JsonNode tracking) {
    onlyKeys("trackingParameters.", tracking, TRACKING);
    for (var key : TRACKING) {
      require(isTextOrNull(tracking.path(key)), "trackingParameters." + key + ": text or null");
    }
  }

  private void checkCommission(JsonNode commission) {
    onlyKeys(
        "commission.",
        commission,
        Set.of("totalPriceInCents", "gatewayFeeInCents", "userCommissionInCents", "currency"));
    for (var key : List.of("totalPriceInCents", "gatewayFeeInCents", "userCommissionInCents")) {
      require(isCents(commission.path(key)), "commission." + key + ": integer cents");
    }
    var currency = commission.path("currency");
    require(
        currency.isMissingNode() || CURRENCIES.contains(currency.asText()),
        "commission.currency: " + CURRENCIES);
  }

  private void onlyKeys(String prefix, JsonNode object, Set<String> known) {
    var unknown = new HashSet<String>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    unknown.forEach(name -> problems.add(prefix + name + ": unknown field"));
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      problems.add(rule);
    }
  }

  private static boolean isText(JsonNode node) {
    return node.isTextual() && !node.textValue().isBlank();
  }

  /// A missing key is neither.
  private static boolean isTextOrNull(JsonNode node) {
    return node.isTextual() || node.isNull();
  }

  private static boolean isCents(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
  }

  private static boolean isDate(JsonNode node) {
    if (!node.isTextual()) {
      return false;
    }
    try {
      LocalDateTime.parse(node.textValue(), DATE);
      return true;
    } catch (DateTimeException malformed) {
      return false;
    }
  }
}
