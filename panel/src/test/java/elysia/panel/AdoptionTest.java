package elysia.panel;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.secret.SecretBox;
import elysia.panel.TestPanel.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Bots of the old application, taken over by the operator's API.
class AdoptionTest {
  private static final String TOKEN = "123456789:AAlegacyTokenThatOpensNothing0001";
  private static final String KEY_TEXT = "um segredo da aplicação antiga";
  private static final byte[] NONCE = "doze letras.".getBytes(StandardCharsets.US_ASCII);

  private static TestPanel panel;

  @BeforeAll
  static void start() {
    panel = new TestPanel(Map.of("LEGACY_TOKEN_KEY", KEY_TEXT));
  }

  @AfterAll
  static void stop() {
    panel.close();
  }

  @Test
  void a_plain_token_is_sealed_anew_and_the_worker_asked_to_connect() {
    bot("plain", "token", "'" + TOKEN + "'");
    assertThat(state("plain")).isEqualTo("a adotar");

    var adopted = adopt("plain");

    assertThat(adopted.status()).isEqualTo(202);
    assertThat(adopted.body().at("/bot/state").asText()).isEqualTo("conectando");
    assertThat(adopted.body().toString()).doesNotContain("AAlegacy");
    assertThat(sealedToken("plain")).isEqualTo(TOKEN);
    assertThat(value("plain", "token_status || ' ' || paused || ' ' || token"))
        .as("asleep until Telegram has the webhook (C39), the old column as it was (C9)")
        .isEqualTo("unverified true " + TOKEN);
    assertThat(connects("plain")).isEqualTo("1");
  }

  @Test
  void a_token_sealed_by_the_base_version_is_opened_with_its_key() throws Exception {
    bot("base", "token_encrypted", "decode('" + hex(sealed()) + "', 'hex')");
    set("base", "token_iv = '" + Base64.getEncoder().encodeToString(NONCE) + "'");
    var before = value("base", "token_encrypted::text || token_iv");

    assertThat(adopt("base").status()).isEqualTo(202);

    assertThat(sealedToken("base")).isEqualTo(TOKEN);
    assertThat(value("base", "token_encrypted::text || token_iv")).isEqualTo(before);
  }

  @Test
  void a_token_sealed_by_the_follow_up_version_is_opened_with_its_key() throws Exception {
    bot("follow", "token_encrypted", "convert_to('" + nonceFirst() + "', 'UTF8')");
    set("follow", "token_status = 'validated', webhook_secret_token = 'TEST-SECRET'");

    assertThat(adopt("follow").status()).isEqualTo(202);

    assertThat(sealedToken("follow")).isEqualTo(TOKEN);
    assertThat(value("follow", "token_status || ' ' || webhook_secret_token"))
        .as("Telegram's word counts, not the old application's")
        .isEqualTo("unverified TEST-SECRET");
  }

  @Test
  void a_column_of_text_is_read_too() throws Exception {
    panel.sql().update("alter table bots alter column token_encrypted type text using null");
    try {
      bot("text", "token_encrypted", "'" + nonceFirst() + "'");

      assertThat(adopt("text").status()).isEqualTo(202);

      assertThat(sealedToken("text")).isEqualTo(TOKEN);
    } finally {
      panel.sql().update("alter table bots alter column token_encrypted type bytea using null");
    }
  }

  @Test
  void a_token_that_cannot_be_read_is_asked_for_with_the_command_to_type() throws Exception {
    bot("none", "name", "'Sem token'");
    bot("odd", "token", "'TEST-TOKEN-A'");
    bot("wrong", "token_encrypted", "decode('00ff10c3a9', 'hex')");
    set("wrong", "token_iv = 'bm9uY2U=', token_status = 'validated'");

    assertRefused(adopt("none"), 409, "não tem um token", "bot token --slug none");
    assertRefused(adopt("odd"), 409, "não tem um token", "bot token --slug odd");
    assertRefused(adopt("wrong"), 409, "LEGACY_TOKEN_KEY não o abre", "bot token --slug wrong");

    assertThat(value("wrong", "token_status || ' ' || (token_sealed is null)"))
        .isEqualTo("unverified true");
    assertThat(connects("wrong")).isEqualTo("0");
  }

  @Test
  void a_typed_token_adopts_too_with_the_old_plans() {
    bot("typed", "name", "'Sem token'");
    panel.text(
        """
        insert into bot_messages (bot_id, slug, content)
        select id, 'start', '{"plans":[{"name":"Mensal","value":1990}]}' from bots where slug = 'typed' returning id
        """);

    var typed = panel.send("PATCH", "/bots/typed", Map.of("token", TOKEN));

    assertThat(typed.status()).isEqualTo(202);
    assertThat(sealedToken("typed")).isEqualTo(TOKEN);
    assertThat(connects("typed")).isEqualTo("1");
    assertThat(panel.get("/bots/typed/plans").body()).hasSize(1);
  }

  @Test
  void who_is_deleted_inactive_or_without_a_name_is_told_apart() {
    bot("old", "token", "'" + TOKEN + "'");
    set("old", "deleted_at = '2025-09-01 12:00:00+00'");
    bot("off", "token", "'" + TOKEN + "'");
    set("off", "active = false");
    var nameless =
        panel.text("insert into bots (token) values ('" + TOKEN + "') returning id::text");

    assertRefused(adopt("old"), 409, "apagado em 2025-09-01");
    assertRefused(adopt("off"), 409, "desativado na aplicação antiga");
    assertRefused(adopt("nobody"), 404, "nobody", "sem slug", nameless);

    assertThat(value("old", "token_sealed is null")).isEqualTo("true");
  }

  @Test
  void adopting_twice_connects_until_it_is_connected_and_seals_once() {
    bot("twice", "token", "'" + TOKEN + "'");
    adopt("twice");
    var sealed = value("twice", "token_sealed");

    adopt("twice");
    connectedAtTelegram("twice");
    var again = adopt("twice");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body().at("/bot/state").asText()).isEqualTo("recebendo");
    assertThat(connects("twice")).isEqualTo("2");
    assertThat(value("twice", "token_sealed")).isEqualTo(sealed);
  }

  @Test
  void the_old_plans_go_on_sale_and_odd_prices_are_shown_to_a_person() {
    bot("plans", "token", "'" + TOKEN + "'");
    panel.text(
        """
        insert into bot_messages (bot_id, slug, content)
        select id, 'start', '{"messages":["Oi"],"plans":[{"name":"Mensal","value":1990},{"name":"Barato","value":"R$ 20"}]}'
        from bots where slug = 'plans' returning id
        """);

    var adopted = adopt("plans").body();

    assertThat(adopted.path("plansFrozen").asInt()).isEqualTo(2);
    assertThat(adopted.path("plansToConfirm"))
        .hasSize(1)
        .first()
        .extracting(plan -> plan.path("name").asText() + " " + plan.path("priceCents").asLong())
        .isEqualTo("Barato 20");
    assertThat(panel.get("/bots/plans/plans").body()).hasSize(2);
    assertThat(adopt("plans").body().path("plansFrozen").asInt()).isZero();
  }

  @Test
  void what_is_missing_before_it_can_sell_is_said_with_the_command() {
    bot("gaps", "token", "'" + TOKEN + "'");
    set("gaps", "provider = 'syncpay'");

    assertThat(adopt("gaps").body().path("missing"))
        .extracting(gap -> gap.asText())
        .satisfiesExactly(
            gateway -> assertThat(gateway).contains("gateway add --gateway syncpay"),
            plan -> assertThat(plan).contains("plan add --bot gaps"),
            delivery -> assertThat(delivery).contains("message set --bot gaps --message delivery"));

    panel.send(
        "POST",
        "/gateway-accounts",
        Map.of(
            "gateway",
            "syncpay",
            "credentials",
            Map.of("client_id", "abc", "client_secret", "def")));
    panel.send("POST", "/bots/gaps/plans", Map.of("name", "Mensal", "priceCents", 1990));
    panel.send("PUT", "/bots/gaps/messages/delivery", Map.of("texts", new String[] {"Seu acesso"}));
    assertThat(adopt("gaps").body().path("missing")).isEmpty();
  }

  @Test
  void the_plain_token_is_cleared_only_on_request_and_only_once_the_bot_is_ours() {
    bot("forget", "token", "'" + TOKEN + "'");
    assertRefused(forget("forget"), 409, "bot adopt --slug forget");
    adopt("forget");
    assertRefused(forget("forget"), 409, "não está conectado");
    connectedAtTelegram("forget");

    assertThat(request("DELETE", "/bots/forget/legacy-token")).isEqualTo(204);

    assertThat(value("forget", "token is null")).isEqualTo("true");
    assertThat(sealedToken("forget")).isEqualTo(TOKEN);
    assertThat(request("DELETE", "/bots/forget/legacy-token")).isEqualTo(204);
    assertRefused(forget("nobody"), 404, "nobody");
  }

  @Test
  void nobody_adopts_without_the_admin_token() {
    bot("closed", "token", "'" + TOKEN + "'");

    for (var attempt : new String[] {"POST /adoption", "DELETE /legacy-token"}) {
      var words = attempt.split(" ", 2);
      assertThat(
              panel
                  .request(
                      words[0],
                      "/bots/closed" + words[1],
                      BodyPublishers.ofString("{}"),
                      "application/json",
                      "wrong-token-0123456789")
                  .statusCode())
          .isEqualTo(401);
    }
    assertThat(value("closed", "token_sealed is null")).isEqualTo("true");
  }

  @Test
  void a_bot_of_another_organization_is_nobodys() {
    panel.text(
        "insert into organizations (id, name, slug) values (77, 'Outra', 'outra') returning id");
    bot("foreign", "token", "'" + TOKEN + "'");
    set("foreign", "organization_id = 77");

    assertThat(adopt("foreign").status()).isEqualTo(404);
    assertThat(forget("foreign").status()).isEqualTo(404);
    assertThat(value("foreign", "token_sealed is null")).isEqualTo("true");
  }

  private static void bot(String slug, String column, String expression) {
    panel.text(
        "insert into bots (slug, %s) values ('%s', %s) returning id"
            .formatted(column, slug, expression));
  }

  private static void set(String slug, String assignments) {
    panel.text("update bots set " + assignments + " where slug = '" + slug + "' returning id");
  }

  private static void connectedAtTelegram(String slug) {
    set(
        slug,
        "token_status = 'validated', webhook_url = 'https://x', webhook_checked_at = now(), paused = false");
  }

  private static Answer adopt(String slug) {
    return panel.send("POST", "/bots/" + slug + "/adoption", Map.of());
  }

  private static Answer forget(String slug) {
    return panel.send("DELETE", "/bots/" + slug + "/legacy-token", Map.of());
  }

  private static int request(String method, String path) {
    return panel
        .request(method, path, BodyPublishers.noBody(), "application/json", TestPanel.ADMIN)
        .statusCode();
  }

  private static String state(String slug) {
    return panel.get("/bots/" + slug).body().path("state").asText();
  }

  private static String sealedToken(String slug) {
    return new SecretBox(panel.variables().getOrDefault("ELYSIA_SECRET_KEY", ""), null)
        .open(value(slug, "token_sealed"), "bots.token");
  }

  private static String value(String slug, String expression) {
    return panel.text("select (" + expression + ")::text from bots where slug = '" + slug + "'");
  }

  private static String connects(String slug) {
    return panel.text(
        "select count(*)::text from outbox where message_type = 'bot.connect' and payload ->> 'bot' ="
            + " (select id::text from bots where slug = '%s')".formatted(slug));
  }

  private static void assertRefused(Answer answer, int status, String... detail) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("detail").asText()).contains(detail);
  }

  private static byte[] sealed() throws GeneralSecurityException {
    var key = HexFormat.of().parseHex(SecretBox.hash(KEY_TEXT));
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, NONCE));
    return cipher.doFinal(TOKEN.getBytes(StandardCharsets.UTF_8));
  }

  private static String nonceFirst() throws GeneralSecurityException {
    var together = HexFormat.of().parseHex(hex(NONCE) + hex(sealed()));
    return Base64.getEncoder().encodeToString(together);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
