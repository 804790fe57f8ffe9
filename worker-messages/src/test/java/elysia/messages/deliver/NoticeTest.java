package elysia.messages.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.bots.Bot;
import elysia.db.sends.Purchase;
import elysia.messages.telegram.TelegramCall;
import elysia.model.BotId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import elysia.model.TelegramId;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The gateway's required notice stands above every offer to pay (L65).
class NoticeTest {
  private static final String CODE = "000201abc";
  private static final Bot BOT =
      new Bot(new BotId(1), new OrganizationId(1), "demo_vip_bot", "sealed", true, false, false);

  @Test
  void every_message_with_a_code_begins_with_the_gateways_notice() {
    assertThat(offers("A empresa X & Y só processa o pagamento."))
        .allSatisfy(
            text ->
                assertThat(text)
                    .startsWith("Aviso: A empresa X &amp; Y só processa o pagamento.\n\n"));
  }

  @Test
  void a_gateway_without_a_notice_has_none() {
    assertThat(offers(" ")).noneMatch(text -> text.contains("Aviso"));
  }

  /// The code as a text and as a picture.
  private static Stream<String> offers(String notice) {
    var purchase = purchase(notice);
    return Stream.of(PixMessage.plan(purchase, CODE), PixMessage.qr(purchase, CODE))
        .map(NoticeTest::text);
  }

  private static String text(TelegramCall call) {
    return Optional.ofNullable(call.body().get("text"))
        .or(() -> Optional.ofNullable(call.body().get("caption")))
        .orElseThrow()
        .toString();
  }

  private static Purchase purchase(String notice) {
    return new Purchase(
        new PaymentId(1),
        PaymentStatus.PENDING,
        BOT,
        new TelegramId(900000001),
        "Ana",
        "VIP",
        Money.brl(1990),
        CODE,
        true,
        notice,
        null,
        null,
        null);
  }
}
