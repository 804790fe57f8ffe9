package elysia.messages.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.bots.Bot;
import elysia.db.sends.Purchase;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import elysia.model.BotId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import elysia.model.TelegramId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PixMessageTest {
  private static final Bot BOT =
      new Bot(new BotId(1), new OrganizationId(1), "demo_vip_bot", "sealed", true, false, false);

  @Test
  void the_notice_comes_first_and_everything_else_is_there() {
    var purchase = purchase("VIP <3", "Pague só a A & B.", Instant.parse("2026-11-22T18:30:00Z"));

    assertThat(text(PixMessage.plan(purchase, "000201abc")))
        .isEqualTo(
            """
            Aviso: Pague só a A &amp; B.

            <b>VIP &lt;3 — R$ 19,90</b>

            Copie o código PIX abaixo e pague no aplicativo do seu banco:

            <code>000201abc</code>

            Válido até 22/11/2026 às 15:30 (horário de Brasília).""");
  }

  @Test
  void what_is_not_known_is_left_out() {
    var text = text(PixMessage.plan(purchase(null, null, null), "000201abc"));

    assertThat(text).startsWith("<b>R$ 19,90</b>").endsWith("<code>000201abc</code>");
  }

  @Test
  void a_code_of_256_characters_gets_a_copy_button_and_a_longer_one_does_not() {
    var fits = PixMessage.plan(purchase(null, null, null), "x".repeat(256));
    var tooLong = PixMessage.plan(purchase(null, null, null), "x".repeat(257));

    assertThat(fits.json()).contains("\"copy_text\":{\"text\":\"" + "x".repeat(256) + "\"}");
    assertThat(tooLong.json()).doesNotContain("copy_text").contains("x".repeat(257));
    assertThat(Keyboard.Copy.MAX_CHARACTERS).isEqualTo(256);
  }

  @Test
  void every_code_can_be_asked_about_and_shown_as_a_picture() {
    for (var code : new String[] {"000201abc", "x".repeat(300)}) {
      var buttons = PixMessage.plan(purchase(null, null, null), code).json();

      assertThat(buttons).contains("\"check_payment:1\"", "\"show_qr:1\"");
    }
  }

  private static String text(TelegramCall call) {
    return String.valueOf(call.body().get("text"));
  }

  private static Purchase purchase(
      @Nullable String plan, @Nullable String notice, @Nullable Instant expiresAt) {
    return new Purchase(
        new PaymentId(1),
        PaymentStatus.PENDING,
        BOT,
        new TelegramId(900000001),
        "Ana",
        plan,
        Money.brl(1990),
        "000201abc",
        true,
        notice,
        expiresAt,
        null,
        null);
  }
}
