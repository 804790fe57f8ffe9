package elysia.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The operator's API over HTTP.
class PanelApiTest {
  private static final String ADMIN = TestPanel.ADMIN;
  private static final String BOT_TOKEN = "123456789:AAtestTokenThatOpensNothingAtAll0001";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestPanel panel;

  @BeforeAll
  static void start() {
    panel = new TestPanel(Map.of());
  }

  @AfterAll
  static void stop() {
    panel.close();
  }

  @Test
  void nobody_gets_in_without_the_token() throws Exception {
    for (var path :
        new String[] {
          "/bots",
          "/links",
          "/gateway-accounts",
          "/destinations",
          "/gateway-events",
          "/refund-tasks",
          "/trail",
          "/bots/x/plans",
          "/openapi/elysia.yml"
        }) {
      assertThat(send("GET", path, null, null).statusCode()).as(path).isEqualTo(401);
      assertThat(send("GET", path, null, "wrong-token-0123456789").statusCode())
          .as(path)
          .isEqualTo(401);
    }
  }

  @Test
  void a_bot_is_stored_with_its_token_sealed_and_shown_without_it() throws Exception {
    var added = post("/bots", Map.of("slug", "loja_um", "token", BOT_TOKEN, "name", "Loja"));

    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.body())
        .contains("\"slug\":\"loja_um\"", "1234567...l0001".substring(0, 10))
        .doesNotContain(BOT_TOKEN);
    assertThat(json(added).path("receiving").asBoolean()).isFalse();
    assertThat(text("select token_sealed from bots where slug = 'loja_um'"))
        .startsWith("v1.")
        .doesNotContain("AAtest");
    assertThat(
            text(
                "select payload ->> 'what' from outbox where message_type = 'bot.connect' and topic = 'elysia.cmd/messages.bot' limit 1"))
        .isEqualTo("CONNECT");
    assertThat(text("select provider || gateway_default from bots where slug = 'loja_um'"))
        .isEqualTo("pushinpaypushinpay");
  }

  @Test
  void a_changed_token_is_sealed_and_connected_again() throws Exception {
    post(
        "/bots",
        Map.of("slug", "loja_troca", "token", "223456789:AAoldTokenThatOpensNothingAtAll000"));
    text(
        "update bots set token_status = 'validated', webhook_url = 'https://x', webhook_checked_at = now(),"
            + " paused = false, telegram_bot_id = 223456789 where slug = 'loja_troca' returning slug");
    assertThat(json(send("GET", "/bots/loja_troca", null, ADMIN)).path("connected").asBoolean())
        .isTrue();
    var connects =
        "select count(*)::text from outbox where message_type = 'bot.connect' and payload ->> 'bot' ="
            + " (select id::text from bots where slug = 'loja_troca')";
    assertThat(text(connects)).isEqualTo("1");

    var changed =
        send(
            "PATCH",
            "/bots/loja_troca",
            "{\"token\":\"223456789:AAnewTokenThatOpensNothingAtAll999\"}",
            ADMIN);

    assertThat(changed.statusCode()).isEqualTo(202);
    assertThat(json(changed).path("connected").asBoolean()).isFalse();
    assertThat(json(changed).path("receiving").asBoolean()).as("it goes on meanwhile").isTrue();
    assertThat(json(changed).path("tokenHint").asText()).isEqualTo("2234567...ll999");
    assertThat(changed.body()).doesNotContain("AAnew");
    assertThat(text(connects)).isEqualTo("2");
  }

  @Test
  void a_token_of_another_bot_of_ours_is_refused() throws Exception {
    post(
        "/bots",
        Map.of("slug", "loja_dona", "token", "323456789:AAoldTokenThatOpensNothingAtAll000"));
    post(
        "/bots",
        Map.of("slug", "loja_outra", "token", "423456789:AAoldTokenThatOpensNothingAtAll000"));
    text("update bots set telegram_bot_id = 323456789 where slug = 'loja_dona' returning slug");
    var before = text("select token_sealed from bots where slug = 'loja_outra'");

    assertProblem(
        send(
            "PATCH",
            "/bots/loja_outra",
            "{\"token\":\"323456789:AAnewTokenThatOpensNothingAtAll999\"}",
            ADMIN),
        409,
        "token",
        "outro cadastro");

    assertThat(text("select token_sealed from bots where slug = 'loja_outra'")).isEqualTo(before);
    assertProblem(send("PATCH", "/bots/loja_outra", "{}", ADMIN), 400, "token", "");
    assertThat(send("PATCH", "/bots/nao_existe", "{\"token\":\"x\"}", ADMIN).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_wrong_field_says_what_was_expected_and_what_came() throws Exception {
    assertProblem(
        post("/bots", Map.of("slug", "Loja Dois", "token", BOT_TOKEN)), 400, "slug", "Loja Dois");
    assertProblem(
        post("/bots", Map.of("slug", "loja_dois", "token", "abc")), 400, "token", "@BotFather");
    assertProblem(
        post("/bots", Map.of("slug", "loja_dois", "token", BOT_TOKEN, "gateway", "x")),
        400,
        "gateway",
        "'x'");
    assertProblem(
        post("/links", Map.of("slug", "anuncio", "bot", "nao_existe")), 400, "bot", "nao_existe");
    assertProblem(send("POST", "/bots", "{broken", ADMIN), 400, "JSON");
    assertProblem(send("GET", "/bots/nao_existe", null, ADMIN), 404, "nao_existe");
  }

  @Test
  void a_trail_on_which_nothing_moved_has_an_empty_list_of_items() throws Exception {
    var page = json(send("GET", "/trail?after=2100-01-01T00:00:00Z", null, ADMIN));

    assertThat(page.path("items").isArray()).isTrue();
    assertThat(page.path("items")).isEmpty();
    assertThat(page.path("next").asText()).isEqualTo("2100-01-01T00:00:00Z");
  }

  @Test
  void a_slug_is_taken_once() throws Exception {
    post("/bots", Map.of("slug", "loja_tres", "token", BOT_TOKEN));

    assertProblem(post("/bots", Map.of("slug", "loja_tres", "token", BOT_TOKEN)), 409, "loja_tres");
  }

  @Test
  void an_edited_plan_gets_a_new_code_and_the_old_one_keeps_its_price() throws Exception {
    post("/bots", Map.of("slug", "loja_quatro", "token", BOT_TOKEN));
    var first = json(post("/bots/loja_quatro/plans", Map.of("name", "Mensal", "priceCents", 1990)));
    post("/bots/loja_quatro/plans", Map.of("name", "Anual", "priceCents", 9990));

    var code = first.path("code").asText();
    var edited =
        json(
            send(
                "PUT",
                "/bots/loja_quatro/plans/" + code,
                "{\"name\":\"Mensal\",\"priceCents\":2990}",
                ADMIN));

    assertThat(edited.path("code").asText()).isNotEqualTo(code);
    assertThat(edited.path("position").asInt()).isEqualTo(first.path("position").asInt());
    assertThat(json(send("GET", "/bots/loja_quatro/plans", null, ADMIN))).hasSize(2);
    assertThat(
            text(
                "select price_cents || ' ' || (archived_at is not null) from offers where code = '"
                    + code
                    + "'"))
        .isEqualTo("1990 true");
  }

  @Test
  void a_price_below_the_gateways_minimum_is_refused() throws Exception {
    post("/bots", Map.of("slug", "loja_cinco", "token", BOT_TOKEN));

    assertProblem(
        post("/bots/loja_cinco/plans", Map.of("name", "X", "priceCents", 49)), 400, "50", "49");
    var plan = json(post("/bots/loja_cinco/plans", Map.of("name", "X", "priceCents", 50)));
    assertProblem(
        send(
            "PUT",
            "/bots/loja_cinco/plans/" + plan.path("code").asText(),
            "{\"name\":\"X\",\"priceCents\":49}",
            ADMIN),
        400,
        "pushinpay");
  }

  @Test
  void the_minimum_is_that_of_the_bots_own_gateway() throws Exception {
    post("/bots", Map.of("slug", "loja_oito", "token", BOT_TOKEN, "gateway", "syncpay"));

    assertThat(post("/bots/loja_oito/plans", Map.of("name", "X", "priceCents", 49)).statusCode())
        .isEqualTo(201);
    assertProblem(
        post("/bots/loja_oito/plans", Map.of("name", "X", "priceCents", 0)), 400, "syncpay");
  }

  @Test
  void texts_are_read_back_as_they_were_saved() throws Exception {
    post("/bots", Map.of("slug", "loja_seis", "token", BOT_TOKEN));
    var texts = "{\"texts\":[\"Oi, {{user_name}}! <b>1 & 2</b>\",\"Segundo\"]}";

    send("PUT", "/bots/loja_seis/messages/start", texts, ADMIN);

    var shown = json(send("GET", "/bots/loja_seis/messages/start", null, ADMIN));
    assertThat(shown.path("texts")).isEqualTo(JSON.readTree(texts).path("texts"));
  }

  @Test
  void credentials_go_in_and_never_come_out() throws Exception {
    var account =
        post(
            "/gateway-accounts",
            Map.of(
                "gateway",
                "pushinpay",
                "name",
                "Conta",
                "credentials",
                Map.of("token", "7|canaryCanaryCanaryCanary")));
    var pixel =
        post(
            "/destinations",
            Map.of(
                "kind",
                "meta_capi",
                "pixelId",
                "1234567890",
                "token",
                "EAAcanaryCanaryCanaryCanary"));

    assertThat(account.statusCode()).isEqualTo(201);
    assertThat(pixel.statusCode()).isEqualTo(201);
    var shown =
        account.body()
            + pixel.body()
            + send("GET", "/gateway-accounts", null, ADMIN).body()
            + send("GET", "/destinations", null, ADMIN).body()
            + text("select string_agg(a::text, '') from gateway_accounts a")
            + text("select string_agg(d::text, '') from conversion_destinations d")
            + text("select string_agg(o::text, '') from outbox o");
    assertThat(shown).doesNotContain("canaryCanary");
  }

  @Test
  void the_api_describes_itself() throws Exception {
    var description = send("GET", "/openapi/elysia.yml", null, ADMIN);

    assertThat(description.statusCode()).isEqualTo(200);
    assertThat(description.body())
        .contains("/api/v1/bots", "/api/v1/gateway-accounts", "/api/v1/destinations");
  }

  private static HttpResponse<String> post(String path, Map<String, ?> body) throws IOException {
    return send("POST", path, JSON.writeValueAsString(body), ADMIN);
  }

  private static HttpResponse<String> send(
      String method, String path, @Nullable String body, @Nullable String token) {
    var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return panel.request(method, path, publisher, "application/json", token);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String... detail)
      throws IOException {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .contains("application/problem+json");
    assertThat(json(response).path("detail").asText()).contains(detail);
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  private static String text(String query) {
    return panel.text(query);
  }
}
