package elysia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import elysia.bench.DemoSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A buyer plays a sale on the sandbox's page, against the whole system.
///
/// With the system property `elysia.screenshots` the pictures in `docs/screenshots` are taken anew.
class PhonePageTest {
  private static final Duration MAX_WAIT = Duration.ofSeconds(30);

  private static DemoSystem system;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    chromium = Chromium.start();
    system = DemoSystem.start();
  }

  @AfterAll
  static void stop() {
    if (system != null) {
      system.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PHONE, POINTER, SyncPay",
    "DESK, POINTER, PushinPay",
    "PHONE, KEYBOARD, PushinPay",
    "DESK, KEYBOARD, SyncPay"
  })
  void a_sale_is_played_from_the_ad_to_the_product(Screen screen, Hand hand, String gateway) {
    try (var phone = open(screen, hand)) {
      assertThat(phone.chats()).containsExactly("VIP da Demonstração", "VIP SyncPay");
      phone.clickAd(gateway);
      phone.seeAlbum(3);
      phone.seeMessage(".keys");
      shoot(phone, screen, hand, "-start");
      phone.chooseFirstPlan();
      var copied = phone.copyPixCode();
      phone.press("Ver QR Code");
      phone.seeInChat("Aponte a câmera do aplicativo do seu banco para o QR Code.");
      phone.bank().seeGateway(gateway).pay();
      phone.seeInChat("Seu acesso ao VIP: https://t.me/+demonstracao");

      assertThat(copied).startsWith("000201").contains("br.gov.bcb.pix");
      assertOneSaleReported(phone);
      shoot(phone, screen, hand, "");
      assertThat(phone.troubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everybody_can_read_every_tab(Screen screen) {
    try (var phone = open(screen, Hand.POINTER)) {
      phone.clickAd("PushinPay");
      phone.chooseFirstPlan();
      phone.copyPixCode();
      phone.faults().set("SyncPay", "Fora do ar");

      for (var tab : PhonePage.TABS) {
        phone.openTab(tab);

        assertThat(phone.stickingOut()).as(tab).isEmpty();
        for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          assertThat(phone.accessibilityProblems(colours)).as("%s, %s", tab, colours).isEmpty();
        }
      }
      phone.faults().clear();
      phone.openTab("Trilha");
      phone.seePanelInTrail();
      assertThat(phone.troubles()).isEmpty();
    }
  }

  private static PhonePage open(Screen screen, Hand hand) {
    return PhonePage.open(
        chromium.browser(), system.sandbox().baseUrl(), "demo_vip_bot", screen, hand);
  }

  /// Meta and UTMify are told once, with the click that brought this buyer.
  private static void assertOneSaleReported(PhonePage phone) {
    phone.openTab("Trilha");
    var click = first(() -> sessions(phone, phone.buyer()));
    assertThat(click.path("ip").asText()).isEqualTo("203.0.113.7");
    assertThat(click.path("user_agent").asText()).contains("FBAN/FBIOS");
    assertThat(click.path("fbp").asText()).startsWith("fb.1.");
    assertThat(click.path("fbc").asText()).endsWith("." + click.path("fbclid").asText());

    var purchase = first(() -> purchases(phone, click.path("fbp").asText()));
    assertThat(purchase.at("/user_data/fbc")).isEqualTo(click.path("fbc"));
    assertThat(purchase.at("/user_data/client_ip_address")).isEqualTo(click.path("ip"));
    assertThat(purchase.at("/user_data/client_user_agent")).isEqualTo(click.path("user_agent"));

    var orderId = purchase.at("/custom_data/order_id").asText();
    var order = first(() -> paidOrders(phone, orderId));
    assertThat(order.at("/customer/ip")).isEqualTo(click.path("ip"));
    var campaign = order.path("trackingParameters");
    assertThat(campaign.path("utm_source").asText()).isEqualTo("FB");
    assertThat(campaign.path("utm_medium").asText()).isEqualTo("CONJUNTO_1|120210000000000002");
    assertThat(campaign.path("utm_campaign").asText()).isEqualTo("CAMPANHA_VIP|120210000000000001");
    assertThat(campaign.path("utm_content").asText()).isEqualTo("ANUNCIO_1|120210000000000003");
    assertThat(campaign.path("utm_term").asText()).isEqualTo("Instagram_Feed");

    assertThat(purchases(phone, click.path("fbp").asText())).hasSize(1);
    assertThat(paidOrders(phone, orderId)).hasSize(1);
  }

  private static List<JsonNode> sessions(PhonePage phone, long buyer) {
    return phone.trail("tracking_session").stream()
        .filter(session -> session.path("telegram_id").asLong() == buyer)
        .toList();
  }

  private static List<JsonNode> purchases(PhonePage phone, String fbp) {
    return phone.trail("Conversões enviadas à Meta").stream()
        .<JsonNode>mapMulti((call, out) -> call.path("data").forEach(out))
        .filter(event -> event.path("event_name").asText().equals("Purchase"))
        .filter(event -> event.at("/user_data/fbp").asText().equals(fbp))
        .toList();
  }

  private static List<JsonNode> paidOrders(PhonePage phone, String orderId) {
    return phone.trail("Venda enviada à UTMify").stream()
        .filter(order -> order.path("status").asText().equals("paid"))
        .filter(order -> order.path("orderId").asText().equals(orderId))
        .toList();
  }

  /// Waits until there is one. The browser answers only the thread that started it.
  private static JsonNode first(Supplier<List<JsonNode>> found) {
    return await()
        .pollInSameThread()
        .atMost(MAX_WAIT)
        .until(found::get, list -> !list.isEmpty())
        .getFirst();
  }

  private static void shoot(PhonePage phone, Screen screen, Hand hand, String name) {
    if (System.getProperty("elysia.screenshots") != null && hand == Hand.POINTER) {
      phone.closeTrail();
      phone.openTab("Conversa");
      var file = "phone-%d%s.png".formatted(screen.width(), name);
      phone.screenshot(Path.of("../docs/screenshots", file));
    }
  }
}
