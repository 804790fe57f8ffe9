package elysia.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.QrImage;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import elysia.sandbox.common.SandboxSettings.WebhookFormat;
import java.awt.Color;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a bot sends looks on the page as it looks in Telegram, and bank and faults do what they
/// say. The bot is played by the test.
class PagePartsTest {
  private static SandboxServer sandbox;
  private static Chromium chromium;
  private static PageBot shop;

  @BeforeAll
  static void start() throws IOException {
    var settings =
        SandboxSettings.defaults()
            .withTelegramLimits(Limits.OFF)
            .withPushinPayWebhooks(WebhookFormat.JSON);
    sandbox = SandboxServer.start(0, settings, Clock.systemUTC());
    chromium = Chromium.start();
    shop = PageBot.start(sandbox, 740_000_001L, "Loja");
    sandbox.telegram().register(PageBot.token(740_000_002L), "padaria_bot", "Padaria");
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    shop.close();
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource
  void an_album_is_one_grid_whose_pictures_open_large(Hand hand) {
    try (var phone = open(Screen.PHONE, hand)) {
      shop.upload(
          "sendMediaGroup",
          """
          {"chat_id":%d,"media":[
            {"type":"photo","media":"attach://a","caption":"Três <b>cores</b>","parse_mode":"HTML"},
            {"type":"photo","media":"attach://b"},
            {"type":"photo","media":"attach://c"}]}"""
              .formatted(phone.buyer()),
          List.of(
              picture("a", Color.MAGENTA, 800, 600),
              picture("b", Color.ORANGE, 600, 600),
              picture("c", Color.CYAN, 300, 600)));

      phone.seeAlbum(3);
      assertThat(phone.newestText()).isEqualTo("Três <strong>cores</strong>");
      assertThat(phone.openMedia("Abrir foto 1 de 3")).isEqualTo("Três cores");
      assertThat(phone.nextMedia()).isEqualTo("2 de 3");
      phone.closeMedia();
      assertThat(phone.stickingOut()).isEmpty();
      assertThat(phone.troubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_kind_of_message_fits_and_can_be_read(Screen screen) {
    try (var phone = open(screen, Hand.POINTER)) {
      send(phone, "Photo", "qr.png", new QrImage("00020126").png(), ".single.photo img");
      send(phone, "Animation", "passo.gif", gif(), ".single.animation img");
      send(
          phone, "Document", "guia.pdf", "%PDF-1.7".getBytes(UTF_8), "a.file[download='guia.pdf']");
      send(phone, "Voice", "voz.ogg", "OggS".getBytes(UTF_8), ".sound audio");
      shop.call(
          "sendVideo",
          "{\"chat_id\":%d,\"video\":\"https://m.example/a.mp4\"}".formatted(phone.buyer()));
      phone.seeInChat("Vídeo sem conteúdo neste sandbox");

      assertThat(phone.openMedia("Abrir foto")).isEqualTo("Legenda de qr.png");
      phone.closeMedia();
      assertThat(phone.stickingOut()).isEmpty();
      for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        assertThat(phone.accessibilityProblems(colours)).as("%s", colours).isEmpty();
      }
    }
  }

  @Test
  void texts_are_formatted_and_their_addresses_are_links() {
    try (var phone = open(Screen.DESK, Hand.POINTER)) {
      shop.call(
          "sendMessage",
          """
          {"chat_id":%d,"parse_mode":"HTML","text":"<b>Seu <i>acesso</i></b>: https://t.me/+abc. <code>http://nao.example</code> <script"}"""
              .formatted(phone.buyer())
              .replace(" <script", " &lt;script&gt;"));
      phone.seeInChat("Seu acesso: https://t.me/+abc");

      assertThat(phone.newestText())
          .contains("<strong>Seu </strong>", "&lt;script&gt;")
          .doesNotContain("<script");
      assertThat(phone.links()).containsExactly("https://t.me/+abc");
    }
  }

  @ParameterizedTest
  @EnumSource
  void buttons_copy_lead_away_and_are_answered(Hand hand) {
    try (var phone = open(Screen.PHONE, hand)) {
      shop.call(
          "sendMessage",
          """
          {"chat_id":%d,"text":"Escolha","reply_markup":{"inline_keyboard":[
            [{"text":"Comprar","callback_data":"Gerando o seu PIX"},
             {"text":"Regras","url":"https://loja.example/regras"}],
            [{"text":"Esgotado","callback_data":"Plano esgotado!"},
             {"text":"Copiar cupom","copy_text":{"text":"VIP10"}}]]}}"""
              .formatted(phone.buyer()));

      phone.press("Copiar cupom");
      phone.seeToast("Copiado");
      assertThat(phone.links()).containsExactly("https://loja.example/regras");
      phone.press("Comprar");
      phone.seeToast("Gerando o seu PIX");
      phone.press("Esgotado");
      phone.closeAlert("Plano esgotado!");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PushinPay", "SyncPay"})
  void the_bank_pays_each_gateway_late_tells_twice_and_gives_back(String gateway) {
    var charge = shop.charge(gateway);
    try (var phone = open(Screen.PHONE, Hand.POINTER)) {
      shop.call(
          "sendMessage",
          "{\"chat_id\":%d,\"text\":\"PIX: <code>%s</code>\",\"parse_mode\":\"HTML\"}"
              .formatted(phone.buyer(), charge.code()));
      phone.seeInChat("PIX: 000201");

      var bank = phone.bank().seeGateway(gateway);
      bank.press("Deixar vencer", "vencido");
      bank.press("Pagar atrasado", "pago");
      bank.press("Webhook 2x", "pago");
      bank.press("Devolver", "devolvido");

      await().untilAsserted(() -> assertThat(shop.toldOf(charge)).isEqualTo(4));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_fault_is_set_at_a_touch_strikes_once_and_is_cleared(Hand hand) {
    try (var phone = open(Screen.PHONE, hand)) {
      var faults = phone.faults();
      faults.set("Telegram", "429 por 5 s");
      faults.set("PushinPay", "Webhook em dobro");

      var refused =
          catchThrowable(
              () ->
                  shop.call(
                      "sendMessage", "{\"chat_id\":%d,\"text\":\"oi\"}".formatted(phone.buyer())));

      assertThat(refused).hasMessageContaining("\"retry_after\":5");
      await().pollInSameThread().until(() -> faults.waiting().size() == 1);
      faults.clear();
      assertThat(sandbox.faults().all()).isEmpty();
    }
  }

  /// Opens the shop's chat as a new buyer, who has started it.
  private static PhonePage open(Screen screen, Hand hand) {
    var phone =
        PhonePage.open(chromium.browser(), sandbox.baseUrl(), shop.username(), screen, hand);
    phone.openChat("Loja");
    phone.start();
    return phone;
  }

  private static void send(
      PhonePage phone, String kind, String name, byte[] content, String shownBy) {
    shop.upload(
        "send" + kind,
        "{\"chat_id\":%d,\"%s\":\"attach://file\",\"caption\":\"Legenda de %s\"}"
            .formatted(phone.buyer(), kind.toLowerCase(java.util.Locale.ROOT), name),
        List.of(new PageBot.File("file", name, content)));
    phone.seeMessage(shownBy);
  }

  private static PageBot.File picture(String part, Color colour, int width, int height) {
    return new PageBot.File(part, part + ".png", PageBot.picture(colour, "png", width, height));
  }

  private static byte[] gif() {
    return PageBot.picture(Color.BLUE, "gif", 320, 200);
  }
}
