package elysia.messages.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.TestBot.TestOffer;
import elysia.messaging.DeliveryContext;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.Publisher;
import elysia.messaging.Settlement;
import elysia.messaging.WireJson;
import elysia.model.PaymentId;
import elysia.model.wire.DeliverCommand;
import elysia.model.wire.DeliverCommand.What;
import elysia.model.wire.WorkQueue;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliverTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();
  private final TestOffer offer = bot.offer("Mensal", 1990);
  private final Person ana = bot.person("Ana");

  @Test
  void the_code_goes_out_once_with_its_notice_and_a_copy_button() {
    var payment = payment("pending");
    var command = new DeliverCommand("pix:" + payment + ":tg:1:2", payment, What.PIX);

    Stage.allAtOnce(20, () -> publish(command));

    await().until(() -> bot.states(ana).equals(List.of("sent")));
    var message = bot.sentTo(ana).getFirst();
    assertThat(message.path("text").asText())
        .startsWith("Aviso: Leia os termos.")
        .contains("Mensal — R$ 19,90", TestBot.PIX_CODE, "22/11/2026 às 15:30");
    assertThat(message.path("entities")).anyMatch(e -> e.path("type").asText().equals("code"));
    assertThat(message.at("/reply_markup/inline_keyboard/0/0/copy_text/text").asText())
        .isEqualTo(TestBot.PIX_CODE);
    assertThat(bot.sentTo(ana)).hasSize(1);
  }

  @Test
  void a_code_is_not_shown_for_what_is_paid_already() throws InterruptedException {
    var payment = payment("paid");

    assertThat(deliver(new DeliverCommand("pix:" + payment + ":a", payment, What.PIX)))
        .isEqualTo(new Settlement.Done());

    assertThat(bot.sentTo(ana)).isEmpty();
  }

  @Test
  void an_apology_comes_when_no_gateway_made_a_charge() throws InterruptedException {
    var payment = payment("failed");

    deliver(new DeliverCommand("fail:" + payment, payment, What.CHARGE_FAILED));

    assertThat(bot.textsTo(ana)).singleElement().asString().contains("Não conseguimos");
  }

  @Test
  void a_paid_payment_gets_the_offers_own_delivery_and_its_proof() throws InterruptedException {
    stage
        .sql()
        .update(
            "update offers set delivery = '{\"texts\":[\"Bem-vindo, {{user_name}}\",\"Entre: https://t.me/+x\"]}' where id = ?",
            offer.id());
    var payment = paid();

    deliver(product(payment));
    deliver(product(payment));

    assertThat(bot.textsTo(ana)).containsExactly("Bem-vindo, Ana", "Entre: https://t.me/+x");
    var ids = bot.sentTo(ana).stream().map(message -> message.path("message_id").asLong()).toList();
    assertThat(delivery(payment, "state || ' ' || (proof -> 'telegram_message_ids')::text"))
        .isEqualTo("delivered " + ids);
  }

  @Test
  void without_its_own_the_bots_delivery_counts() throws InterruptedException {
    bot.message("delivery", "{\"messages\":[\"Seu acesso\"]}");
    var payment = paid();

    deliver(product(payment));

    assertThat(bot.textsTo(ana)).containsExactly("Seu acesso");
    assertThat(delivery(payment, "state")).isEqualTo("delivered");
  }

  @Test
  void without_any_delivery_the_buyer_is_thanked_and_the_operator_told()
      throws InterruptedException {
    var payment = paid();

    deliver(product(payment));

    assertThat(bot.textsTo(ana)).singleElement().asString().contains("Pagamento confirmado");
    assertThat(delivery(payment, "state || ': ' || error"))
        .isEqualTo("unconfigured: pago sem entrega configurada");
  }

  @Test
  void a_paused_bot_still_delivers_what_was_paid() throws InterruptedException {
    bot.message("delivery", "{\"text\":\"Seu acesso\"}");
    bot.set("paused", true);
    var payment = paid();

    deliver(product(payment));

    assertThat(bot.textsTo(ana)).containsExactly("Seu acesso");
  }

  @Test
  void what_was_refunded_meanwhile_is_not_delivered() throws InterruptedException {
    bot.message("delivery", "{\"messages\":[\"um\",\"dois\"]}");
    var payment = paid();
    fault(Effect.status(429).retryAfter(5));
    assertThat(deliver(product(payment))).isInstanceOf(Settlement.Postpone.class);
    stage.sql().update("update payments set status = 'refunded' where id = ?", payment);

    assertThat(deliver(product(payment))).isEqualTo(new Settlement.Done());

    assertThat(bot.sentTo(ana)).isEmpty();
    assertThat(bot.states(ana)).containsExactly("canceled", "canceled");
    assertThat(delivery(payment, "state")).isEqualTo("failed");
  }

  @Test
  void a_delivery_that_may_have_arrived_is_sent_once_more() throws InterruptedException {
    bot.message("delivery", "{\"text\":\"Seu acesso\"}");
    var payment = paid();
    fault(Effect.status(502).after());

    assertThat(deliver(product(payment))).isInstanceOf(Settlement.Retry.class);
    assertThat(delivery(payment, "state")).isEqualTo("pending");
    deliver(product(payment));
    deliver(product(payment));

    assertThat(bot.textsTo(ana)).containsExactly("Seu acesso", "Seu acesso");
    assertThat(delivery(payment, "state")).isEqualTo("delivered");
  }

  @Test
  void a_buyer_who_blocked_the_bot_is_shown_as_not_served() throws InterruptedException {
    bot.message("delivery", "{\"text\":\"Seu acesso\"}");
    var payment = paid();
    stage.sandbox().telegram().block(bot.slug(), ana.id());

    assertThat(deliver(product(payment))).isEqualTo(new Settlement.Done());

    assertThat(delivery(payment, "state || ' ' || error"))
        .isEqualTo("failed failed: a pessoa bloqueou o bot");
  }

  @Test
  void a_bot_without_a_token_leaves_the_delivery_parked() throws InterruptedException {
    var payment = paid();
    stage.sql().update("update bots set token_sealed = null where id = ?", bot.id());

    assertThat(deliver(product(payment))).isInstanceOf(Settlement.Park.class);

    assertThat(delivery(payment, "state")).isEqualTo("failed");
  }

  @Test
  void a_crash_after_the_last_message_still_leaves_the_proof() throws InterruptedException {
    bot.message("delivery", "{\"text\":\"Seu acesso\"}");
    var payment = paid();
    deliver(product(payment));
    stage
        .sql()
        .update(
            "update deliveries set state = 'pending', proof = null where payment_id = ?", payment);

    deliver(product(payment));

    assertThat(delivery(payment, "state")).isEqualTo("delivered");
    assertThat(bot.sentTo(ana)).hasSize(1);
  }

  private static DeliverCommand product(PaymentId payment) {
    return new DeliverCommand("pay:" + payment + ":product", payment, What.PRODUCT);
  }

  private Settlement deliver(DeliverCommand command) throws InterruptedException {
    var context =
        new DeliveryContext(
            "deliver:" + command.key(), "deliver", 1, Instant.now(Clock.systemUTC()), Map.of());
    return stage.bean(DeliverHandler.class).handle(command, context);
  }

  private void publish(DeliverCommand command) {
    var message =
        new OutgoingMessage(
            WorkQueue.MESSAGES_DELIVER.command(),
            "deliver:" + command.key(),
            "deliver",
            Map.of(),
            WireJson.bytes(command));
    await().until(() -> stage.bean(Publisher.class).publish(message).confirmed());
  }

  private PaymentId paid() {
    var payment = payment("paid");
    stage.sql().update("insert into deliveries (payment_id) values (?)", payment);
    return payment;
  }

  private PaymentId payment(String status) {
    return bot.payment(ana, offer, status);
  }

  private String delivery(PaymentId payment, String expression) {
    return stage
        .sql()
        .one(
            "select " + expression + " as value from deliveries where payment_id = ?",
            row -> row.text("value"),
            payment)
        .orElseThrow();
  }

  private void fault(Effect effect) {
    stage.sandbox().faults().add(Fault.of(Service.TELEGRAM, effect));
  }
}
