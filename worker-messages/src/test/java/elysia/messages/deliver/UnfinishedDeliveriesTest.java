package elysia.messages.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.sends.DeliveryAlarms;
import elysia.messages.LogLines;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.TestBot.TestOffer;
import elysia.messages.content.Buttons;
import elysia.messaging.DeliveryContext;
import elysia.messaging.Settlement;
import elysia.model.PaymentId;
import elysia.model.wire.DeliverCommand;
import elysia.model.wire.DeliverCommand.What;
import elysia.sandbox.telegram.Person;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was paid for and could not be delivered (L12, L67).
class UnfinishedDeliveriesTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();
  private final TestOffer offer = bot.offer("Mensal", 1990);
  private final Person ana = bot.person("Ana");
  private final PaymentId payment = paid();

  @ParameterizedTest
  @ValueSource(strings = {"start", "unblock", "press"})
  void who_had_blocked_the_bot_gets_it_when_coming_back(String how) throws InterruptedException {
    bot.message("delivery", "{\"text\":\"Seu acesso\"}");
    stage.sandbox().telegram().block(bot.slug(), ana.id());
    deliver();
    assertThat(state()).isEqualTo("failed");
    assertThat(bot.person(ana, "blocked || ' ' || unreachable_reason")).isEqualTo("true blocked");
    stage.sandbox().telegram().unblock(bot.slug(), ana.id());

    comesBack(how);

    await().until(() -> state().equals("delivered"));
    assertThat(bot.textsTo(ana)).containsOnlyOnce("Seu acesso");
    assertThat(bot.person(ana, "blocked || ' ' || (unreachable_reason is null)"))
        .isEqualTo("false true");
  }

  @Test
  void coming_back_many_times_at_once_delivers_once() throws InterruptedException {
    bot.message("delivery", "{\"text\":\"Seu acesso\"}");
    stage.sandbox().telegram().block(bot.slug(), ana.id());
    deliver();
    stage.sandbox().telegram().unblock(bot.slug(), ana.id());

    Stage.allAtOnce(20, () -> comesBack("unblock"));

    await().until(() -> state().equals("delivered"));
    await().until(() -> bot.count("outbox", again() + " and processed_at is null") == 0);
    assertThat(bot.count("outbox", again())).isEqualTo(1);
    assertThat(bot.textsTo(ana)).containsExactly("Seu acesso");
  }

  @Test
  void what_is_delivered_is_not_delivered_again_by_a_start() throws InterruptedException {
    bot.message("delivery", "{\"text\":\"Seu acesso\"}");
    deliver();

    comesBack("start");

    await().until(() -> bot.sentTo(ana).size() == 2); // the delivery and the greeting
    assertThat(bot.count("outbox", again())).isZero();
  }

  @Test
  void what_was_refunded_stays_undelivered() throws InterruptedException {
    bot.message("delivery", "{\"text\":\"Seu acesso\"}");
    stage.sandbox().telegram().block(bot.slug(), ana.id());
    deliver();
    stage.sql().update("update payments set status = 'refunded' where id = ?", payment);
    stage.sandbox().telegram().unblock(bot.slug(), ana.id());

    comesBack("start");

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(state()).isEqualTo("failed");
    assertThat(bot.count("outbox", again())).isZero();
  }

  @Test
  void who_paid_before_there_was_a_delivery_gets_it_once_there_is_one()
      throws InterruptedException {
    var before = counted("unconfigured");
    try (var log = new LogLines(bot)) {
      deliver();
      assertThat(log.lines())
          .contains(
              "ERROR [ERRO] pago sem entrega configurada: pagamento %s de %d"
                  .formatted(payment, ana.id()));
    }
    assertThat(state()).isEqualTo("unconfigured");
    assertThat(counted("unconfigured")).isEqualTo(before + 1);
    comesBack("start");
    await().until(() -> bot.sentTo(ana).size() == 2);
    assertThat(state()).as("still nothing to deliver").isEqualTo("unconfigured");

    bot.message("delivery", "{\"text\":\"Seu acesso\"}");
    comesBack("press");

    await().until(() -> state().equals("delivered"));
    assertThat(bot.textsTo(ana)).containsOnlyOnce("Seu acesso");
  }

  @Test
  void a_delivery_that_is_late_is_alarmed_once_and_counted() {
    try (var log = new LogLines(bot)) {
      stage
          .sql()
          .update(
              "update deliveries set created_at = now() - interval '3 minutes' where payment_id = ?",
              payment);

      Stage.allAtOnce(5, this::look);

      assertThat(log.lines())
          .containsExactly(
              "ERROR [ERRO] Pagamento %s de %d pago e ainda não entregue depois de 2 min"
                  .formatted(payment, ana.id()));
    }
    assertThat(
            stage
                .bean(MeterRegistry.class)
                .get("elysia.deliveries.open")
                .tag("state", "pending")
                .gauge()
                .value())
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void a_delivery_that_is_young_is_not_alarmed() {
    try (var log = new LogLines(bot)) {
      look();

      assertThat(log.lines()).isEmpty();
    }
  }

  private void look() {
    stage.bean(DeliveryWatch.class).look(stage.bean(DeliveryAlarms.class));
  }

  private void comesBack(String how) {
    long update = Stage.nextUpdate();
    switch (how) {
      case "start" -> stage.publish(bot.id(), "tg.start", update, bot.start(update, ana, "/start"));
      case "unblock" ->
          stage.publish(
              bot.id(), "tg.member", update, bot.member(update, ana, "member", 1_795_000_000));
      case "press" ->
          stage.publish(
              bot.id(),
              "tg.callback",
              update,
              bot.press(update, ana, Buttons.checkPayment(payment)));
      default -> throw new IllegalArgumentException(how);
    }
  }

  private void deliver() throws InterruptedException {
    var key = "pay:" + payment + ":product";
    var context =
        new DeliveryContext(
            "deliver:" + key, "deliver", 1, Instant.now(Clock.systemUTC()), Map.of());
    assertThat(
            stage
                .bean(DeliverHandler.class)
                .handle(new DeliverCommand(key, payment, What.PRODUCT), context))
        .isEqualTo(new Settlement.Done());
  }

  private PaymentId paid() {
    var made = bot.payment(ana, offer, "paid");
    stage.sql().update("insert into deliveries (payment_id) values (?)", made);
    return made;
  }

  private String state() {
    return stage
        .sql()
        .one("select state from deliveries where payment_id = ?", row -> row.text("state"), payment)
        .orElseThrow();
  }

  private String again() {
    return "message_id like 'deliver:pay:" + payment + ":product:tg:%'";
  }

  private double counted(String outcome) {
    return stage.bean(MeterRegistry.class).counter("elysia.deliveries", "outcome", outcome).count();
  }
}
