package elysia.tracking.utmify;

import static elysia.tracking.TestTracking.now;
import static elysia.tracking.TestTracking.unique;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.conversions.ConversionRecorder.Sale;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.WireJson;
import elysia.model.BotId;
import elysia.model.ConversionId;
import elysia.model.DestinationId;
import elysia.model.wire.ConversionCommand;
import elysia.model.wire.WorkQueue;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.utmify.Orders;
import elysia.tracking.Reported;
import elysia.tracking.TestTracking;
import elysia.tracking.TestTracking.Person;
import elysia.tracking.destination.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UtmifySenderTest {
  private final TestTracking tracking = TestTracking.shared();
  private final BotId bot = tracking.bot();
  private final String token = unique("utmify");
  private final Person person = tracking.person(bot, null, now());
  private final Sale sale = tracking.sale(person, Reported.CLICK);

  private Orders.Order order() {
    return tracking.sandbox().utmifyOrders().find(sale.transactionId()).orElseThrow();
  }

  /// Calls that named this test's order.
  private List<Call> calls() {
    return tracking.sandbox().calls().to(Service.UTMIFY).stream()
        .filter(call -> call.requestText().contains(sale.transactionId()))
        .toList();
  }

  private List<ConversionId> ids(DestinationId destination) {
    return tracking
        .sql()
        .query(
            "select id from conversions where destination_id = ? order by id",
            row -> new ConversionId(row.id("id")),
            destination);
  }

  @AfterEach
  void mend() {
    tracking.sandbox().faults().clear();
  }

  @Test
  void an_order_is_told_in_every_status_with_its_click_and_one_created_at() {
    var destination = tracking.utmify(bot, token);

    tracking.record(recorder -> recorder.pixCreated(sale, now()));
    tracking.awaitConversions(destination, "waiting_payment sent");
    tracking.record(recorder -> recorder.pixPaid(sale, now()));
    tracking.awaitConversions(destination, "waiting_payment sent", "paid sent");
    tracking.record(recorder -> recorder.orderBecame(sale, "refunded", now()));
    tracking.awaitConversions(destination, "waiting_payment sent", "paid sent", "refunded sent");

    assertThat(order().statuses()).containsExactly("waiting_payment", "paid", "refunded");
    assertThat(order().updates().stream().map(update -> update.path("createdAt")).distinct())
        .hasSize(1);
    var tracked = order().latest().path("trackingParameters");
    assertThat(tracked.path("utm_source").asText()).isEqualTo(Reported.CLICK.utmSource());
    assertThat(tracked.path("utm_medium").asText()).isEqualTo(Reported.CLICK.utmMedium());
    assertThat(tracked.path("utm_campaign").asText()).isEqualTo(Reported.CLICK.utmCampaign());
    assertThat(tracked.path("utm_content").asText()).isEqualTo(Reported.CLICK.utmContent());
    assertThat(tracked.path("utm_term").asText()).isEqualTo(Reported.CLICK.utmTerm());
    assertThat(tracked.path("src").asText()).isEqualTo(Reported.CLICK.src());
    assertThat(tracked.path("sck").asText()).isEqualTo(Reported.CLICK.sck());
  }

  @Test
  void while_utmify_is_away_the_statuses_wait_and_then_come_in_order() {
    var destination = tracking.utmify(bot, token);
    tracking.sandbox().faults().add(Fault.of(Service.UTMIFY, Effect.status(503)).times(3));

    tracking.record(
        recorder -> {
          recorder.pixPaid(sale, now());
          recorder.pixCreated(sale, now());
        });

    tracking.awaitConversions(destination, "paid sent", "waiting_payment sent");
    assertThat(order().statuses()).containsExactly("waiting_payment", "paid");
    assertThat(calls()).hasSize(5);
  }

  @Test
  void fifty_commands_at_once_are_one_paid_order() throws InterruptedException {
    var destination = tracking.utmify(bot, token);
    tracking.record(recorder -> recorder.pixPaid(sale, now()));
    var id = ids(destination).getFirst();

    tracking.publish(
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    new OutgoingMessage(
                        WorkQueue.TRACKING_UTMIFY.command(),
                        "conversion:" + id + ":" + i,
                        "conversion",
                        Map.of(),
                        WireJson.bytes(new ConversionCommand(id))))
            .toArray(OutgoingMessage[]::new));
    var sender = tracking.bean(UtmifySender.class);
    AtOnce.run(
        IntStream.range(0, 50).<AtOnce.Call>mapToObj(i -> () -> sender.sendOrder(id)).toList());

    tracking.awaitConversions(destination, "paid sent");
    assertThat(calls()).hasSize(1);
  }

  @Test
  void two_statuses_of_an_order_are_never_on_their_way_at_once() {
    var destination = tracking.utmify(bot, token);
    tracking
        .sandbox()
        .faults()
        .add(Fault.of(Service.UTMIFY, Effect.latency(Duration.ofMillis(400))));

    tracking.record(recorder -> recorder.pixCreated(sale, now()));
    tracking.record(recorder -> recorder.pixPaid(sale, now()));

    tracking.awaitConversions(destination, "waiting_payment sent", "paid sent");
    var first = calls().getFirst();
    assertThat(calls().getLast().at()).isAfterOrEqualTo(first.at().plus(first.took()));
    assertThat(order().statuses()).containsExactly("waiting_payment", "paid");
  }

  @Test
  void a_status_that_comes_too_late_is_not_told() {
    var destination = tracking.utmify(bot, token);
    tracking.record(recorder -> recorder.pixPaid(sale, now()));
    tracking.awaitConversions(destination, "paid sent");

    tracking.record(recorder -> recorder.pixCreated(sale, now().minusSeconds(60)));

    tracking.awaitConversions(destination, "paid sent", "waiting_payment skipped");
    assertThat(order().statuses()).containsExactly("paid");
  }

  @Test
  void a_wrong_token_stops_the_destination_until_somebody_looks() {
    var destination = tracking.utmify(bot, token);
    tracking.sandbox().revokedTokens().revoke(Service.UTMIFY, token);

    tracking.record(recorder -> recorder.pixCreated(sale, now()));
    tracking.awaitConversions(destination, "waiting_payment parked");
    tracking.record(recorder -> recorder.pixPaid(sale, now()));

    tracking.awaitConversions(destination, "waiting_payment parked", "paid parked");
    assertThat(calls()).hasSize(1);
    assertThat(
            tracking
                .sql()
                .query(
                    "select parked_reason from conversion_destinations where id = ?",
                    row -> row.text("parked_reason"),
                    destination))
        .containsExactly("HTTP 404 API_CREDENTIAL_NOT_FOUND");
  }

  @Test
  void a_refused_order_waits_for_a_human_with_utmifys_answer() {
    var destination = tracking.utmify(bot, token);
    tracking.sandbox().faults().add(Fault.of(Service.UTMIFY, Effect.status(422)));

    tracking.record(recorder -> recorder.pixCreated(sale, now()));

    tracking.awaitConversions(destination, "waiting_payment parked");
    assertThat(
            tracking
                .sql()
                .query(
                    "select answer_status, answer ->> 'message' as message, request ->> 'orderId' as order_id from conversions where destination_id = ?",
                    row ->
                        List.of(
                            row.integer("answer_status"),
                            row.text("message"),
                            row.text("order_id")),
                    destination))
        .containsExactly(List.of(422, "Server Error", sale.transactionId()));
  }

  @Test
  void an_order_too_old_for_utmify_waits_for_a_human() {
    var destination = tracking.utmify(bot, token);
    tracking
        .sql()
        .update(
            "update payments set created_at = ? where id = ?",
            now().minus(Duration.ofDays(7)),
            sale.payment());

    tracking.record(recorder -> recorder.pixPaid(sale, now()));

    tracking.awaitConversions(destination, "paid parked");
    assertThat(calls()).isEmpty();
  }
}
