package elysia.sandbox.utmify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.Service;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UtmifyTest {
  private static final String TOKEN = "utmify-credential-0123456789";
  private static SandboxServer sandbox;

  @BeforeAll
  static void start() {
    sandbox = SandboxServer.start(0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static ObjectNode waiting() {
    return (ObjectNode)
        Json.parse(
            """
            {"orderId":"%s","platform":"Elysia","paymentMethod":"pix","status":"waiting_payment",
             "createdAt":"2026-01-15 14:30:02","approvedDate":null,"refundedAt":null,
             "customer":{"name":"Fulano","email":null,"phone":null,"document":null,"country":"BR"},
             "products":[{"id":"plan-30d","name":"VIP 30 dias","planId":null,"planName":null,
               "quantity":1,"priceInCents":1990}],
             "trackingParameters":{"src":null,"sck":null,"utm_source":"FB","utm_campaign":"CAMP_1|123",
               "utm_medium":null,"utm_content":null,"utm_term":null},
             "commission":{"totalPriceInCents":1990,"gatewayFeeInCents":99,"userCommissionInCents":1891}}
            """
                .formatted(UUID.randomUUID())
                .getBytes(UTF_8));
  }

  private static ObjectNode paid(ObjectNode order) {
    return order.deepCopy().put("status", "paid").put("approvedDate", "2026-01-15 14:32:09");
  }

  private static Reply send(ObjectNode order, String token) {
    var headers = Map.of("Content-Type", "application/json", "x-api-token", token);
    return HttpCaller.send("POST", sandbox.utmifyUrl(), headers, Json.bytes(order));
  }

  private static Reply send(ObjectNode order) {
    return send(order, TOKEN);
  }

  @Test
  void an_order_is_kept_through_its_life() {
    var order = waiting();
    var refunded = paid(order).put("status", "refunded").put("refundedAt", "2026-01-16 10:00:00");

    assertThat(send(order).json().path("OK").asBoolean()).isTrue();
    assertThat(send(paid(order)).json().path("result").asText()).isEqualTo("SUCCESS");
    assertThat(send(refunded).status()).isEqualTo(200);

    var kept = sandbox.utmifyOrders().find(order.path("orderId").asText()).orElseThrow();
    assertThat(kept.statuses()).containsExactly("waiting_payment", "paid", "refunded");
    assertThat(kept.latest()).isEqualTo(refunded);
  }

  @Test
  void the_date_of_creation_never_changes() {
    var order = waiting();
    send(order);

    var reply = send(paid(order).put("createdAt", "2026-01-15 14:30:03"));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text()).contains("createdAt");
    assertThat(sandbox.utmifyOrders().find(order.path("orderId").asText()).orElseThrow().statuses())
        .containsExactly("waiting_payment");
  }

  static Stream<Arguments> wrongOrders() {
    return Stream.of(
        wrong("orderId", o -> o.put("orderId", 4711)),
        wrong("platform", o -> o.put("platform", "sales_bots")),
        wrong("paymentMethod", o -> o.put("paymentMethod", "bank_slip")),
        wrong("status", o -> o.put("status", "chargeback")),
        wrong("createdAt", o -> o.put("createdAt", "2026-01-15T14:30:02Z")),
        wrong("createdAt", o -> o.put("createdAt", "2026-02-30 14:30:02")),
        wrong("createdAt", o -> o.put("createdAt", "2026-01-15 14:30:02-03:00")),
        wrong("createdAt", o -> o.put("createdAt", 1_768_487_402)),
        wrong("status", o -> o.put("status", "PAID")),
        wrong("approvedDate", o -> o.remove("approvedDate")),
        wrong("approvedDate", o -> o.put("approvedDate", "2026-01-15 14:32:09")),
        wrong("approvedDate", o -> o.put("status", "paid")),
        wrong("refundedAt", o -> o.put("status", "refunded")),
        wrong("customer.name", o -> part(o, "customer").putNull("name")),
        wrong("customer.email", o -> part(o, "customer").remove("email")),
        wrong("customer.email", o -> part(o, "customer").put("email", "sem e-mail")),
        wrong("customer.country", o -> part(o, "customer").put("country", "Brasil")),
        wrong("products", o -> o.putArray("products")),
        wrong("products.priceInCents", o -> product(o).put("priceInCents", 19.9)),
        wrong("products.priceInCents", o -> product(o).put("priceInCents", "1990")),
        wrong("products.quantity", o -> product(o).put("quantity", 0)),
        wrong("products.planId", o -> product(o).remove("planId")),
        wrong("trackingParameters.src", o -> part(o, "trackingParameters").remove("src")),
        wrong("trackingParameters.utm_id", o -> part(o, "trackingParameters").put("utm_id", "1")),
        wrong("commission.currency", o -> part(o, "commission").put("currency", "R$")),
        wrong(
            "commission.gatewayFeeInCents", o -> part(o, "commission").remove("gatewayFeeInCents")),
        wrong("order_id", o -> o.put("order_id", "1")));
  }

  private static Arguments wrong(String field, Consumer<ObjectNode> change) {
    var order = waiting();
    change.accept(order);
    return Arguments.of(field, order);
  }

  private static ObjectNode part(ObjectNode order, String name) {
    return (ObjectNode) order.path(name);
  }

  private static ObjectNode product(ObjectNode order) {
    return (ObjectNode) order.path("products").get(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongOrders")
  void a_wrong_order_is_refused_with_the_field_and_its_format(String field, ObjectNode order) {
    var reply = send(order);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("errors"))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.asText()).startsWith(field + ":"));
  }

  @Test
  void an_unknown_credential_is_not_found() {
    sandbox.revokedTokens().revoke(Service.UTMIFY, "revoked-credential");

    for (var token : new String[] {"", "short", "revoked-credential"}) {
      var reply = send(waiting(), token);

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.json().path("message").asText()).isEqualTo("API_CREDENTIAL_NOT_FOUND");
    }
  }

  @Test
  void a_test_order_is_checked_and_not_kept() {
    var order = waiting().put("isTest", true);

    assertThat(send(order).status()).isEqualTo(200);
    assertThat(send(order.deepCopy().put("status", "x")).status()).isEqualTo(422);
    assertThat(sandbox.utmifyOrders().find(order.path("orderId").asText())).isEmpty();
  }
}
