package elysia.tracking.utmify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import elysia.db.tracking.Conversion;
import elysia.db.tracking.Sale;
import elysia.model.wire.ClickAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole order as UTMify takes it, in every status anew. Every field is present, null when
/// unknown; nothing is made up.
record UtmifyOrder(
    String orderId,
    String platform,
    String paymentMethod,
    String status,
    String createdAt,
    @Nullable String approvedDate,
    @Nullable String refundedAt,
    Customer customer,
    List<Product> products,
    TrackingParameters trackingParameters,
    Commission commission,
    @JsonProperty("isTest") boolean isTest) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  record Customer(
      String name,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String document,
      String country,
      @Nullable String ip) {}

  record Product(
      String id,
      String name,
      @Nullable String planId,
      @Nullable String planName,
      int quantity,
      long priceInCents) {}

  /// Exactly as the ad platform wrote them: `NAME|ID` is not split, trimmed or encoded again.
  record TrackingParameters(
      @Nullable String src,
      @Nullable String sck,
      @JsonProperty("utm_source") @Nullable String utmSource,
      @JsonProperty("utm_campaign") @Nullable String utmCampaign,
      @JsonProperty("utm_medium") @Nullable String utmMedium,
      @JsonProperty("utm_content") @Nullable String utmContent,
      @JsonProperty("utm_term") @Nullable String utmTerm) {
    static final TrackingParameters NONE =
        new TrackingParameters(null, null, null, null, null, null, null);

    static TrackingParameters of(ClickAttributes click) {
      return new TrackingParameters(
          click.src(),
          click.sck(),
          click.utmSource(),
          click.utmCampaign(),
          click.utmMedium(),
          click.utmContent(),
          click.utmTerm());
    }
  }

  record Commission(
      long totalPriceInCents,
      long gatewayFeeInCents,
      long userCommissionInCents,
      String currency) {}

  /// @param conversion of a sale
  /// @param click null where nobody knows one
  static UtmifyOrder of(Conversion conversion, Sale sale, @Nullable ClickAttributes click) {
    var status = OrderStatus.ofWord(conversion.eventName());
    return new UtmifyOrder(
        sale.transactionId(),
        "Elysia",
        "pix",
        status.word(),
        UTC.format(sale.createdAt()),
        status.approved() ? date(sale.paidAt()) : null,
        status == OrderStatus.REFUNDED ? date(conversion.eventTime()) : null,
        new Customer(
            name(conversion.buyer()),
            null,
            null,
            null,
            "BR",
            click == null ? null : click.clientIp()),
        List.of(product(sale)),
        click == null ? TrackingParameters.NONE : TrackingParameters.of(click),
        commission(sale),
        conversion.destination().settings().test());
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write order " + orderId, e);
    }
  }

  private static @Nullable String date(@Nullable Instant time) {
    return time == null ? null : UTC.format(time);
  }

  /// UTMify wants a name: Telegram's, or what we know the person by.
  private static String name(Conversion.@Nullable Buyer buyer) {
    if (buyer == null) {
      return "Telegram";
    }
    var firstName = buyer.firstName();
    return firstName == null || firstName.isBlank() ? "Telegram " + buyer.person() : firstName;
  }

  private static Product product(Sale sale) {
    var product = sale.product();
    var planName = product.plan() == null ? null : product.name();
    return new Product(
        product.code(), product.name(), product.plan(), planName, 1, sale.total().minor());
  }

  private static Commission commission(Sale sale) {
    long total = sale.total().minor();
    long fee = Math.min(sale.fee().minor(), total);
    return new Commission(total, fee, total - fee, sale.total().currency().getCurrencyCode());
  }
}
