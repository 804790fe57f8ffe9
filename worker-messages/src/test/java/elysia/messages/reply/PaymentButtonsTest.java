package elysia.messages.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.TestBot.TestOffer;
import elysia.messages.content.Buttons;
import elysia.model.PaymentId;
import elysia.model.wire.DeliverCommand;
import elysia.model.wire.WorkQueue;
import elysia.sandbox.telegram.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The buttons under a PIX code, in each state of the payment (L55).
class PaymentButtonsTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();
  private final TestOffer offer = bot.offer("Mensal", 1990);
  private final Person ana = bot.person("Ana");
  private final List<Long> updates = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "pending, Ainda não recebemos a confirmação, Ver QR Code",
    "expired, Este PIX venceu., Gerar novo PIX",
    "canceled, Este PIX não vale mais., Gerar novo PIX",
    "failed, Este PIX não vale mais., Gerar novo PIX"
  })
  void what_may_still_be_paid_is_asked_at_the_gateway_and_then_told(
      String status, String text, String button) {
    var payment = bot.payment(ana, offer, status);

    press(Buttons.checkPayment(payment));

    await().until(() -> !questions(payment).isEmpty());
    var key = questions(payment).getFirst();
    assertThat(bot.sentTo(ana)).as("nothing is guessed").isEmpty();
    answered(payment, key);
    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.textsTo(ana).getFirst()).startsWith(text);
    assertThat(buttons()).contains(button);
  }

  @ParameterizedTest
  @CsvSource({
    "paid, delivered, Pagamento confirmado! Seu acesso está nas mensagens acima.",
    "paid, pending, Pagamento confirmado! Seu acesso está a caminho.",
    "paid, unconfigured, Pagamento confirmado! Em breve enviaremos o seu acesso.",
    "refunded, delivered, Este pagamento foi devolvido.",
    "disputed, delivered, Este pagamento está em análise no banco."
  })
  void what_is_decided_is_told_without_asking(String status, String delivery, String text) {
    var payment = bot.payment(ana, offer, status);
    stage
        .sql()
        .update("insert into deliveries (payment_id, state) values (?, ?)", payment, delivery);

    press(Buttons.checkPayment(payment));

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.textsTo(ana)).containsExactly(text);
    assertThat(questions(payment)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "created, Ainda não recebemos",
    "processing, Ainda não recebemos",
    "approved, Pagamento confirmado!",
    "PAID, Pagamento confirmado!"
  })
  void a_payment_of_the_old_application_is_told_as_it_stands(String status, String text) {
    var payment = bot.payment(ana, offer, status);
    stage
        .sql()
        .update(
            """
            update payments set gateway_account_id = null, telegram_id = null, offer_id = null,
              amount_cents = null, value_cents = 1990 where id = ?
            """,
            payment);

    press(Buttons.checkPayment(payment));

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.textsTo(ana).getFirst()).startsWith(text);
  }

  @Test
  void the_code_is_shown_as_a_picture_while_it_can_be_paid() throws Exception {
    var payment = bot.payment(ana, offer, "pending");
    valid(payment, "1 hour");

    press(Buttons.showQr(payment));

    await().until(() -> bot.sentTo(ana).size() == 1);
    var message = bot.sentTo(ana).getFirst();
    assertThat(message.path("photo")).isNotEmpty();
    assertThat(message.path("caption").asText())
        .startsWith("Aviso: Leia os termos.\n\nMensal — R$ 19,90")
        .contains("Aponte a câmera", "Válido até");
    assertThat(buttons()).containsExactly("Já paguei");
    assertThat(questions(payment)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "expired", "canceled", "failed"})
  void instead_of_a_code_that_is_over_the_buyer_hears_what_the_gateway_says(String status) {
    var payment = bot.payment(ana, offer, status);
    valid(payment, "-1 second");

    press(Buttons.showQr(payment));

    await().until(() -> !questions(payment).isEmpty());
    assertThat(bot.sentTo(ana)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "paid, Pagamento confirmado!",
    "refunded, Este pagamento foi devolvido.",
    "disputed, Este pagamento está em análise"
  })
  void the_code_of_what_is_paid_is_not_shown_again(String status, String text) {
    var payment = bot.payment(ana, offer, status);
    valid(payment, "1 hour");

    press(Buttons.showQr(payment));

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.textsTo(ana).getFirst()).startsWith(text);
  }

  @Test
  void a_new_pix_is_ordered_with_the_button_of_an_old_one() {
    var payment = bot.payment(ana, offer, "expired");
    press(Buttons.checkPayment(payment));
    await().until(() -> !questions(payment).isEmpty());
    answered(payment, questions(payment).getFirst());
    await().until(() -> bot.sentTo(ana).size() == 1);

    press(
        bot.sentTo(ana).getFirst().at("/reply_markup/inline_keyboard/0/0/callback_data").asText());

    await().until(() -> bot.count("outbox", charged()) == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check_payment", "show_qr"})
  void another_persons_payment_is_an_unknown_option(String button) {
    var bia = bot.person("Bia");
    var payment = bot.payment(bia, offer, "pending");

    press(button + ":" + payment);

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.textsTo(ana).getFirst()).startsWith("Esta opção não está mais disponível.");
    assertThat(questions(payment)).isEmpty();
    assertThat(bot.sentTo(bia)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check_payment", "show_qr"})
  void the_same_persons_payment_with_another_bot_is_an_unknown_option(String button) {
    var other = stage.bot();
    var payment = other.payment(ana, other.offer("VIP", 5000), "pending");

    press(button + ":" + payment);

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.textsTo(ana).getFirst()).startsWith("Esta opção");
    assertThat(questions(payment)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"check_payment:x", "check_payment:999999999999", "show_qr:-1", "show_qr:"})
  void a_forged_payment_is_an_unknown_option(String data) {
    press(data);

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.textsTo(ana).getFirst()).startsWith("Esta opção");
  }

  @Test
  void impatient_presses_are_one_question() {
    var payment = bot.payment(ana, offer, "pending");

    for (int i = 0; i < 8; i++) {
      press(Buttons.checkPayment(payment));
    }

    await().until(() -> bot.acknowledgements(updates).size() == 8);
    await().until(() -> bot.count("processed_messages", mine()) == 8);
    assertThat(questions(payment)).hasSizeBetween(1, 2); // two where ten seconds just ended
  }

  @Test
  void a_question_is_acknowledged_with_words() {
    var payment = bot.payment(ana, offer, "pending");

    press(Buttons.checkPayment(payment));

    await().until(() -> !bot.acknowledgements(updates).isEmpty());
    assertThat(bot.acknowledgements(updates).getFirst().requestJson().path("text").asText())
        .isEqualTo("Consultando o seu pagamento…");
  }

  @Test
  void a_question_before_the_code_is_there_leaves_its_charge_alone() {
    var payment = bot.payment(ana, offer, "pending");
    stage.sql().update("update payments set pix_copy_paste = null where id = ?", payment);

    press(Buttons.checkPayment(payment));

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.textsTo(ana).getFirst()).startsWith("Seu PIX está sendo gerado");
    assertThat(questions(payment)).isEmpty();
  }

  private void valid(PaymentId payment, String interval) {
    stage
        .sql()
        .update(
            "update payments set expires_at = now() + ?::interval where id = ?", interval, payment);
  }

  private void press(String data) {
    long update = Stage.nextUpdate();
    updates.add(update);
    stage.publish(bot.id(), "tg.callback", update, bot.press(update, ana, data));
  }

  /// What worker-payments does once the gateway has answered.
  private void answered(PaymentId payment, String key) {
    stage
        .bean(Outbox.class)
        .add(
            new OutboxMessage(
                WorkQueue.MESSAGES_DELIVER.command(),
                "deliver:" + key,
                "deliver",
                new DeliverCommand(key, payment, DeliverCommand.What.STATE)));
  }

  /// Under which keys the gateway's answer is to be told.
  private List<String> questions(PaymentId payment) {
    return stage
        .sql()
        .query(
            """
            select payload ->> 'stateKey' as key from outbox
            where topic = 'elysia.cmd/payments.reconcile' and payload ->> 'payment' = ?
            """,
            row -> row.text("key"),
            payment.toString());
  }

  private List<String> buttons() {
    return bot
        .sentTo(ana)
        .getFirst()
        .at("/reply_markup/inline_keyboard")
        .findValues("text")
        .stream()
        .map(JsonNode::asText)
        .toList();
  }

  private String charged() {
    return "message_type = 'charge' and message_id like 'charge:tg:" + bot.id() + ":%'";
  }

  private String mine() {
    return "consumer = 'messages.reply' and message_id like 'tg:" + bot.id() + ":%'";
  }
}
