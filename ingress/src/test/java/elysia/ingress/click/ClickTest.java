package elysia.ingress.click;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.ingress.Received;
import elysia.ingress.Rows;
import elysia.ingress.Rows.TestBot;
import elysia.ingress.TestIngress;
import elysia.messaging.WireJson;
import elysia.model.BotId;
import elysia.model.EventName;
import elysia.model.OrganizationId;
import elysia.model.TrackingToken;
import elysia.model.wire.ClickAttributes;
import elysia.model.wire.ClickMessage;
import elysia.model.wire.WorkQueue;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickTest {
  private static final String AGENT =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/22B83 [FBAN/FBIOS;FBAV/480.0]";
  private static final TestIngress INGRESS = TestIngress.shared();
  private static final TestBot BOT = INGRESS.knownBot();
  private static final String LINK = INGRESS.knownLink(BOT);

  @Test
  void everything_the_browser_said_is_in_the_click_before_the_redirect() {
    var query =
        "?utm_source=fb&utm_medium=cpc&utm_campaign=Promo%C3%A7%C3%A3o+1%7C2&utm_content=c%26d&utm_term=t"
            + "&src=s1&sck=s2&fbclid=IwAR-a_B&ttclid=tt1&gclid=g-1";

    var answer =
        INGRESS.get(
            "/go/" + LINK + query,
            "User-Agent",
            AGENT,
            "Accept-Language",
            "pt-BR,pt;q=0.9",
            "Referer",
            "https://landing.example.com/p?x=1",
            "Cookie",
            "a=b; _fbp=fb.1.1762900000000.1116446470; _fbc=fb.1.1762900000000.IwAR-a_B.AQMBAQIA");

    var token = tokenOf(answer);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(token.value()).hasSize(24).startsWith("t_");
    var message = received(token);
    assertThat(message.queue()).isEqualTo(WorkQueue.TRACKING_EVENT);
    assertThat(message.context().type()).isEqualTo("click.to_bot");
    var click = click(message);
    assertThat(click.token()).isEqualTo(token);
    assertThat(click.bot()).isEqualTo(new BotId(BOT.id()));
    assertThat(click.botSlug()).isEqualTo(BOT.slug());
    assertThat(click.organization()).isEqualTo(new OrganizationId(1));
    assertThat(click.link()).isNotNull();
    assertThat(click.event()).isEqualTo(EventName.TO_BOT_CLICK);
    assertThat(Duration.between(click.occurredAt(), Clock.systemUTC().instant()))
        .isLessThan(Duration.ofSeconds(20));
    assertThat(click.click())
        .isEqualTo(
            new ClickAttributes(
                "fb",
                "cpc",
                "Promoção 1|2",
                "c&d",
                "t",
                "s1",
                "s2",
                "IwAR-a_B",
                "fb.1.1762900000000.1116446470",
                "fb.1.1762900000000.IwAR-a_B.AQMBAQIA",
                "tt1",
                "g-1",
                "127.0.0.1",
                AGENT,
                TestIngress.BASE_URL + "/go/" + LINK + query,
                "https://landing.example.com/p?x=1",
                "pt-BR,pt;q=0.9"));
  }

  @Test
  void what_the_browser_did_not_say_is_null() {
    var click = click("/go/" + LINK, "User-Agent", AGENT);

    assertThat(click)
        .isEqualTo(
            new ClickAttributes(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "127.0.0.1",
                AGENT,
                TestIngress.BASE_URL + "/go/" + LINK,
                null,
                null));
  }

  @Test
  void without_the_cookie_fbc_is_built_once_with_the_time_in_milliseconds() {
    var before = Clock.systemUTC().millis();

    var fbc = String.valueOf(click("/go/" + LINK + "?fbclid=IwAR-a_B").fbc());

    assertThat(fbc).matches("fb\\.1\\.\\d{13}\\.IwAR-a_B");
    assertThat(Long.parseLong(fbc.substring(5, 18))).isBetween(before, Clock.systemUTC().millis());
  }

  @Test
  void a_newer_click_id_in_the_url_beats_the_cookie_of_an_older_click() {
    var click = click("/go/" + LINK + "?fbclid=newer", "Cookie", "_fbc=fb.1.1762900000000.older");

    assertThat(click.fbc()).endsWith(".newer");
  }

  @Test
  void the_cookie_alone_is_kept_byte_for_byte() {
    var click = click("/go/" + LINK, "Cookie", "_fbc=fb.1.1762900000000.IwAR-a_B");

    assertThat(click.fbc()).isEqualTo("fb.1.1762900000000.IwAR-a_B");
    assertThat(click.fbclid()).isNull();
  }

  @Test
  void a_forged_address_is_ignored_where_no_proxy_is_trusted() {
    var click =
        click("/go/" + LINK, "X-Forwarded-For", "200.1.2.3", "CF-Connecting-IP", "200.1.2.4");

    assertThat(click.clientIp()).isEqualTo("127.0.0.1");
  }

  @Test
  void a_value_that_is_too_long_or_not_text_is_dropped_and_the_rest_stays() {
    var longest = "x".repeat(512);

    var click =
        click(
            "/go/"
                + LINK
                + "?utm_source="
                + longest
                + "&utm_medium="
                + longest
                + "y&src=a%00b&sck=&gclid=g");

    assertThat(click.utmSource()).isEqualTo(longest);
    assertThat(click.utmMedium()).isNull();
    assertThat(click.src()).isNull();
    assertThat(click.sck()).isNull();
    assertThat(click.gclid()).isEqualTo("g");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "utm_campaign={{campaign.name}} {{campaign.name}}",
        "utm_campaign=Vip|120210 Vip|120210",
        "utm_campaign=%7B%7Ba%7D%7D|b {{a}}|b",
        "utm_campaign=\"a\"^` \"a\"^`",
        "&&=&=x& -",
      })
  void what_browsers_leave_unescaped_arrives_as_it_is(String query, @Nullable String campaign)
      throws IOException {
    var answer = rawGet("/go/" + LINK + "?" + query);

    assertThat(answer).startsWith("HTTP/1.1 302").contains("?start=");
    var token = answer.substring(answer.indexOf("?start=") + 7).lines().findFirst().orElseThrow();
    assertThat(click(received(new TrackingToken(token))).click().utmCampaign()).isEqualTo(campaign);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "utm_campaign=a%zz", "utm_campaign=%ff%fe", "utm_campaign=ação"})
  void a_broken_query_still_leads_to_the_bot(String query) throws IOException {
    assertThat(rawGet("/go/" + LINK + "?" + query))
        .startsWith("HTTP/1.1 302")
        .contains("https://t.me/" + BOT.slug() + "_bot");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Purpose,preview",
    "Purpose,prefetch",
    "Sec-Purpose,prefetch;prerender",
    "X-Moz,prefetch",
    "User-Agent,facebookexternalhit/1.1",
    "User-Agent,TelegramBot (like TwitterBot)"
  })
  void who_only_looks_is_redirected_without_token_and_without_event(String header, String value) {
    var bot = INGRESS.knownBot();
    var link = INGRESS.knownLink(bot);

    var looked = INGRESS.get("/go/" + link + "?fbclid=x", header, value);
    var clicked = INGRESS.get("/go/" + link + "?fbclid=x", "User-Agent", AGENT);

    assertThat(looked.statusCode()).isEqualTo(302);
    assertThat(looked.headers().firstValue("Location"))
        .contains("https://t.me/" + bot.slug() + "_bot");
    assertThat(looked.headers().firstValue("Cache-Control")).contains("no-store");
    received(tokenOf(clicked));
    assertThat(clicks(bot)).hasSize(1);
  }

  @Test
  void head_makes_no_event() {
    var bot = INGRESS.knownBot();
    var link = INGRESS.knownLink(bot);
    var head = HttpRequest.newBuilder(INGRESS.uri("/go/" + link)).HEAD();

    assertThat(INGRESS.send(head).headers().firstValue("Location"))
        .contains("https://t.me/" + bot.slug() + "_bot");
    assertThat(clicks(bot)).isEmpty();
  }

  @Test
  void an_unknown_link_and_a_bot_that_is_not_connected_are_404_in_plain_words() {
    var bot = INGRESS.knownBot();
    INGRESS.rows().execute("update bots set bot_username = null where id = ?", bot.id());
    var link = INGRESS.knownLink(bot);

    var unknown = INGRESS.get("/go/" + Rows.unique("link"));
    var early = INGRESS.get("/go/" + link);

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("Este link não existe.");
    assertThat(unknown.headers().firstValue("Content-Type").orElse("")).contains("utf-8");
    assertThat(early.statusCode()).isEqualTo(404);
    assertThat(early.body()).contains("ainda não está pronto");
  }

  @Test
  void two_clicks_have_two_tokens() {
    var one = tokenOf(INGRESS.get("/go/" + LINK));
    var other = tokenOf(INGRESS.get("/go/" + LINK));

    assertThat(one).isNotEqualTo(other);
  }

  /// What java.net.http refuses to send.
  private static String rawGet(String target) throws IOException {
    var uri = INGRESS.uri("/");
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      var request = "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ClickAttributes click(String path, String... headers) {
    return click(received(tokenOf(INGRESS.get(path, headers)))).click();
  }

  private static TrackingToken tokenOf(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(302);
    var location = answer.headers().firstValue("Location").orElseThrow();
    var start = "https://t.me/" + location.substring(13, location.indexOf('?')) + "?start=";
    assertThat(location).startsWith(start);
    return new TrackingToken(location.substring(start.length()));
  }

  private static Received received(TrackingToken token) {
    return INGRESS.one(one -> one.context().messageId().equals("click:" + token));
  }

  private static List<Received> clicks(TestBot bot) {
    return INGRESS.received(
        one ->
            one.context().type().equals("click.to_bot") && click(one).botSlug().equals(bot.slug()));
  }

  private static ClickMessage click(Received message) {
    return WireJson.read(message.body(), ClickMessage.class);
  }
}
