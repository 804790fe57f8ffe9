package elysia.ingress.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.secret.SecretBox;
import elysia.ingress.Received;
import elysia.ingress.Rows;
import elysia.ingress.Rows.TestAccount;
import elysia.ingress.TestIngress;
import elysia.messaging.WireJson;
import elysia.model.GatewayAccountId;
import elysia.model.wire.GatewayWebhook;
import elysia.model.wire.WorkQueue;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayWebhookTest {
  private static final int MAX_BYTES = 256 * 1024;
  private static final byte[] PAID = bytes("id=9C29870C&value=1990&status=paid");
  private static final TestIngress INGRESS = TestIngress.shared();

  @Test
  void a_call_travels_raw_with_the_account_in_place_of_its_token() {
    var account = INGRESS.knownAccount("pushinpay");
    var chargeToken = Rows.unique("charge");
    byte[] body = {0, 1, (byte) 0xff, '{', '"', '\n'};

    var answer =
        INGRESS.post(
            account.path() + "/" + chargeToken + "?a=1&b=%C3%A7",
            body,
            "Content-Type",
            "application/x-www-form-urlencoded; charset=x",
            "x-pushinpay-token",
            "header-canary");

    assertThat(answer.statusCode()).isEqualTo(200);
    var message = one(account);
    assertThat(message.queue()).isEqualTo(WorkQueue.PAYMENTS_WEBHOOK);
    assertThat(message.context().type()).isEqualTo("gw.pushinpay");
    var webhook = webhook(message);
    assertThat(Base64.getDecoder().decode(webhook.bodyBase64())).isEqualTo(body);
    assertThat(webhook.gateway()).isEqualTo("pushinpay");
    assertThat(webhook.account()).isEqualTo(new GatewayAccountId(account.id()));
    assertThat(webhook.chargeTokenHash()).isEqualTo(SecretBox.hash(chargeToken));
    assertThat(webhook.query()).isEqualTo("a=1&b=%C3%A7");
    assertThat(webhook.contentType()).isEqualTo("application/x-www-form-urlencoded; charset=x");
    assertThat(new String(message.body(), StandardCharsets.UTF_8) + message.context())
        .doesNotContain(account.token(), chargeToken, "header-canary");
  }

  @Test
  void the_header_that_says_what_happened_travels_and_the_one_that_proves_it_does_not() {
    var account = INGRESS.knownAccount("syncpay");

    var answer =
        INGRESS.post(
            account.path(), PAID, "event", "cashin.update", "Authorization", "Bearer canary");

    assertThat(answer.statusCode()).isEqualTo(200);
    var webhook = webhook(one(account));
    assertThat(webhook.headers()).containsOnly(Map.entry("event", "cashin.update"));
    assertThat(webhook.chargeTokenHash()).isNull();
    assertThat(webhook.query()).isNull();
  }

  @Test
  void the_same_call_has_the_same_id_and_another_body_or_charge_another() {
    var account = INGRESS.knownAccount("pushinpay");

    for (var path : List.of("/c1", "/c1", "/c2")) {
      assertThat(INGRESS.post(account.path() + path, PAID).statusCode()).isEqualTo(200);
    }
    assertThat(INGRESS.post(account.path() + "/c1", bytes("id=2")).statusCode()).isEqualTo(200);

    await().until(() -> received(account).size() == 4);
    assertThat(received(account).stream().map(one -> one.context().messageId()).distinct())
        .hasSize(3);
  }

  @Test
  void an_account_that_charges_no_more_still_hears_of_its_old_charges() {
    var account = INGRESS.knownAccount("pushinpay");
    INGRESS.rows().execute("update gateway_accounts set active = false where id = ?", account.id());
    var later = INGRESS.knownAccount("pushinpay");

    assertThat(INGRESS.post(account.path(), PAID).statusCode()).isEqualTo(200);
    assertThat(INGRESS.post(later.path(), PAID).statusCode()).isEqualTo(200);
  }

  @Test
  void a_wrong_token_or_one_of_another_gateway_or_a_deleted_account_is_401() {
    var account = INGRESS.knownAccount("pushinpay");
    var other = INGRESS.knownAccount("syncpay");
    var deleted = INGRESS.knownAccount("pushinpay");
    INGRESS
        .rows()
        .execute("update gateway_accounts set deleted_at = now() where id = ?", deleted.id());
    INGRESS.learn(snapshot -> snapshot.account("pushinpay", deleted.token()).isEmpty());

    assertThat(INGRESS.post(account.path() + "x", PAID).statusCode()).isEqualTo(401);
    assertThat(INGRESS.post("/api/payments/webhook/pushinpay/" + other.token(), PAID).statusCode())
        .isEqualTo(401);
    assertThat(INGRESS.post(deleted.path(), new byte[2 * MAX_BYTES]).statusCode()).isEqualTo(401);
    assertThat(received(other)).isEmpty();
  }

  @Test
  void an_unknown_gateway_is_404() {
    var account = INGRESS.knownAccount("pushinpay");

    assertThat(INGRESS.post("/api/payments/webhook/acme/" + account.token(), PAID).statusCode())
        .isEqualTo(404);
  }

  @Test
  void one_byte_too_many_is_413_and_the_last_one_allowed_is_200() {
    var account = INGRESS.knownAccount("pushinpay");

    assertThat(INGRESS.post(account.path(), new byte[MAX_BYTES + 1]).statusCode()).isEqualTo(413);
    assertThat(INGRESS.post(account.path(), new byte[MAX_BYTES]).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void a_panel_that_looks_whether_we_are_there_gets_200_and_starts_nothing(String method) {
    var account = INGRESS.knownAccount("pushinpay");

    for (var path :
        List.of(account.path(), account.path() + "/c1", "/api/payments/webhook/pushinpay/x")) {
      var request =
          HttpRequest.newBuilder(INGRESS.uri(path))
              .method(method, HttpRequest.BodyPublishers.noBody());
      assertThat(INGRESS.send(request).statusCode()).isEqualTo(200);
    }
    assertThat(received(account)).isEmpty();
  }

  private static Received one(TestAccount account) {
    await().until(() -> received(account).size() == 1);
    return received(account).getFirst();
  }

  private static List<Received> received(TestAccount account) {
    return INGRESS.received(
        one ->
            one.context()
                .messageId()
                .startsWith("gw:" + account.gateway() + ":" + account.id() + ":"));
  }

  private static GatewayWebhook webhook(Received message) {
    return WireJson.read(message.body(), GatewayWebhook.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
