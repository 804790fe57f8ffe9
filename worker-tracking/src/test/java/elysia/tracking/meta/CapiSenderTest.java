package elysia.tracking.meta;

import static elysia.tracking.TestTracking.message;
import static elysia.tracking.TestTracking.metaToken;
import static elysia.tracking.TestTracking.newPixel;
import static elysia.tracking.TestTracking.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.conversions.ConversionRecorder.Sale;
import elysia.db.tracking.Conversion;
import elysia.db.tracking.Conversions;
import elysia.db.tracking.DestinationSettings;
import elysia.db.tracking.TrackingSessions;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.WireJson;
import elysia.model.BotId;
import elysia.model.ConversionId;
import elysia.model.DestinationId;
import elysia.model.EventName;
import elysia.model.TrackingToken;
import elysia.model.wire.ClickAttributes;
import elysia.model.wire.ClickMessage;
import elysia.model.wire.ConversionCommand;
import elysia.model.wire.WorkQueue;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.meta.Events;
import elysia.tracking.Reported;
import elysia.tracking.TestTracking;
import elysia.tracking.TestTracking.Person;
import elysia.tracking.destination.AtOnce;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CapiSenderTest {
  private static final ClickAttributes NO_ADDRESS =
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
          "999.1.1.1",
          null,
          null,
          null,
          null);

  private final TestTracking tracking = TestTracking.shared();
  private final BotId bot = tracking.bot();
  private final String pixel = newPixel();
  private final String token = metaToken();
  private final Person person = tracking.person(bot, null, now());

  private List<Events.Received> received() {
    return tracking.sandbox().metaEvents().ofPixel(pixel);
  }

  /// Calls that named this test's pixel.
  private List<Call> calls() {
    return tracking.sandbox().calls().to(Service.META).stream()
        .filter(call -> call.path().contains(pixel))
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

  private static OutgoingMessage command(ConversionId conversion, int repeat) {
    return new OutgoingMessage(
        WorkQueue.TRACKING_CAPI.command(),
        "conversion:" + conversion + ":" + repeat,
        "conversion",
        Map.of(),
        WireJson.bytes(new ConversionCommand(conversion)));
  }

  @AfterEach
  void mend() {
    tracking.sandbox().faults().clear();
  }

  @Test
  void a_sale_reaches_its_pixel_with_everything_that_was_known_at_the_click() {
    var destination = tracking.pixel(bot, pixel, token);
    var sale = tracking.sale(person, Reported.CLICK);
    var paidAt = now();

    tracking.record(
        recorder -> {
          recorder.pixCreated(sale, paidAt.minusSeconds(60));
          recorder.pixPaid(sale, paidAt);
        });

    tracking.awaitConversions(destination, "InitiateCheckout sent", "Purchase sent");
    var purchase =
        received().stream()
            .filter(event -> event.name().equals("Purchase"))
            .findFirst()
            .orElseThrow();
    var event = purchase.event();
    assertThat(purchase.eventId()).isEqualTo("pu_" + sale.transactionId());
    assertThat(event.path("event_time").asLong()).isEqualTo(paidAt.getEpochSecond());
    assertThat(event.path("action_source").asText()).isEqualTo("website");
    assertThat(event.path("event_source_url").asText()).isEqualTo(Reported.CLICK.landingUrl());
    assertThat(event.path("referrer_url").asText()).isEqualTo(Reported.CLICK.referrer());
    var user = event.path("user_data");
    assertThat(user.path("fbc").asText()).isEqualTo(Reported.CLICK.fbc());
    assertThat(user.path("fbp").asText()).isEqualTo(Reported.CLICK.fbp());
    assertThat(user.path("client_ip_address").asText()).isEqualTo(Reported.CLICK.clientIp());
    assertThat(user.path("client_user_agent").asText()).isEqualTo(Reported.CLICK.userAgent());
    assertThat(user.path("external_id").path(0).asText())
        .isEqualTo(MetaHash.of(person.user().toString()));
    assertThat(event.path("custom_data").path("value").decimalValue())
        .isEqualByComparingTo("19.90");
    assertThat(event.path("custom_data").path("order_id").asText()).isEqualTo(sale.transactionId());
  }

  @Test
  void an_organic_sale_is_told_with_the_person_alone() {
    var destination = tracking.pixel(bot, pixel, token);
    var sale = tracking.sale(person, null);

    tracking.record(recorder -> recorder.pixPaid(sale, now()));

    tracking.awaitConversions(destination, "Purchase sent");
    assertThat(received().getFirst().event().path("user_data").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("external_id", "country");
  }

  @Test
  void a_click_that_cannot_be_read_costs_the_sale_its_ad_but_not_its_report() {
    var destination = tracking.pixel(bot, pixel, token);
    var sale = tracking.sale(person, Reported.CLICK);
    tracking.sql().update("update payments set tracking = '[1]' where id = ?", sale.payment());

    tracking.record(recorder -> recorder.pixPaid(sale, now()));

    tracking.awaitConversions(destination, "Purchase sent");
  }

  @Test
  void fifty_commands_at_once_are_one_purchase() throws InterruptedException {
    var destination = tracking.pixel(bot, pixel, token);
    var sale = tracking.sale(person, Reported.CLICK);
    tracking.record(recorder -> recorder.pixPaid(sale, now()));
    var id = ids(destination).getFirst();

    tracking.publish(
        IntStream.range(0, 50).mapToObj(i -> command(id, i)).toArray(OutgoingMessage[]::new));
    var sender = tracking.bean(CapiSender.class); // beside the queue, which hands over batches
    AtOnce.run(
        IntStream.range(0, 50).<AtOnce.Call>mapToObj(i -> () -> sender.send(List.of(id))).toList());

    tracking.awaitConversions(destination, "Purchase sent");
    assertThat(calls()).hasSize(1);
    assertThat(received()).hasSize(1);
  }

  @Test
  void a_fault_that_passes_is_tried_again_with_the_same_id_and_time() {
    var destination = tracking.pixel(bot, pixel, token);
    var sale = tracking.sale(person, Reported.CLICK);
    tracking.sandbox().faults().add(Fault.of(Service.META, Effect.status(500)).times(2));

    tracking.record(recorder -> recorder.pixPaid(sale, now()));

    tracking.awaitConversions(destination, "Purchase sent");
    assertThat(calls()).hasSize(3);
    assertThat(calls().stream().map(call -> call.requestJson().path("data").path(0)).distinct())
        .hasSize(1);
  }

  @Test
  void a_refused_token_stops_the_pixel_until_somebody_looks() {
    var destination = tracking.pixel(bot, pixel, token);
    tracking.sandbox().revokedTokens().revoke(Service.META, token);
    var first = tracking.sale(person, Reported.CLICK);
    var second = tracking.sale(person, Reported.CLICK);

    tracking.record(recorder -> recorder.pixPaid(first, now()));
    tracking.awaitConversions(destination, "Purchase parked");
    tracking.record(recorder -> recorder.pixPaid(second, now()));
    tracking.awaitConversions(destination, "Purchase parked", "Purchase parked");

    assertThat(calls()).hasSize(1);
    assertThat(tracking.reasons(destination))
        .allMatch(reason -> reason.startsWith("o destino está parado: HTTP 400, código 190"));
  }

  @Test
  void an_event_too_old_is_parked_and_does_not_cost_its_batch() {
    var destination = tracking.pixel(bot, pixel, token);
    var old = tracking.sale(person, Reported.CLICK);
    var fresh = tracking.sale(person, Reported.CLICK);

    tracking.record(
        recorder -> {
          recorder.pixPaid(old, now().minus(Duration.ofHours(157)));
          recorder.pixPaid(fresh, now());
        });

    tracking.awaitConversions(destination, "Purchase parked", "Purchase sent");
    assertThat(tracking.reasons(destination)).containsExactly("mais de 6,5 dias", "null");
    assertThat(calls()).hasSize(1);
  }

  @Test
  void one_invalid_event_is_found_and_the_rest_of_its_batch_arrives() {
    var destination = tracking.pixel(bot, pixel, token);
    var sales = IntStream.range(0, 4).mapToObj(i -> tracking.sale(person, Reported.CLICK)).toList();
    var broken = tracking.sale(person, NO_ADDRESS);

    tracking.record(
        recorder -> {
          sales.forEach(sale -> recorder.pixPaid(sale, now().minusSeconds(5)));
          recorder.pixPaid(broken, now());
        });

    tracking.awaitConversions(
        destination,
        "Purchase sent",
        "Purchase sent",
        "Purchase sent",
        "Purchase sent",
        "Purchase failed");
    assertThat(tracking.reasons(destination).getLast()).contains("código 100");
    assertThat(received()).hasSize(4);
  }

  @Test
  void a_lead_takes_the_click_of_its_own_person_only() {
    var destination = tracking.pixel(bot, pixel, token);
    var link = TrackingToken.mint();
    tracking.publish(
        message(
            new ClickMessage(
                link,
                TestTracking.ORGANIZATION,
                bot,
                person.botSlug(),
                null,
                EventName.TO_BOT_CLICK,
                now(),
                Reported.CLICK)));
    await().until(() -> tracking.bean(TrackingSessions.class).find(List.of(link)).size() == 1);
    var friend = tracking.person(bot, link, now());
    tracking
        .sql()
        .update(
            "update tracking_sessions set telegram_id = ? where id = ?", person.telegramId(), link);

    tracking.record(
        recorder -> {
          recorder.lead(
              TestTracking.ORGANIZATION, bot, person.user(), person.telegramId(), link, now());
          recorder.lead(
              TestTracking.ORGANIZATION, bot, friend.user(), friend.telegramId(), link, now());
        });

    tracking.awaitConversions(destination, "Lead sent", "Lead skipped");
    assertThat(tracking.reasons(destination)).containsExactly("null", "o link é de outra pessoa");
    assertThat(received().getFirst().event().path("user_data").path("fbc").asText())
        .isEqualTo(Reported.CLICK.fbc());
  }

  /// As a crash between the call and its answer leaves it.
  private DestinationId unanswered(Sale sale) {
    var destination = tracking.pixel(bot, pixel, token);
    tracking
        .sql()
        .update(
            """
            insert into conversions (destination_id, bot_id, bot_user_id, payment_id, event_name, event_id, event_time,
              state, attempts, next_attempt_at)
            values (?, ?, ?, ?, 'Purchase', ?, ?, 'sending', 1, ?)
            """,
            destination,
            bot,
            person.user(),
            sale.payment(),
            "pu_" + sale.transactionId(),
            now(),
            now().minusSeconds(1));
    return destination;
  }

  @Test
  void a_call_that_a_crash_left_behind_is_sent_again_when_its_lease_is_over() {
    var destination = unanswered(tracking.sale(person, Reported.CLICK));

    tracking.awaitConversions(destination, "Purchase sent");

    assertThat(received()).hasSize(1);
  }

  @Test
  void a_later_refusal_does_not_end_the_doubt_about_an_unanswered_call() {
    tracking.sandbox().faults().add(Fault.of(Service.META, Effect.status(500)).times(3));
    var states = new HashSet<String>();

    var destination = unanswered(tracking.sale(person, Reported.CLICK));
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              states.addAll(tracking.conversions(destination));
              return states.contains("Purchase sent");
            });

    assertThat(states).doesNotContain("Purchase pending");
  }

  @Test
  void the_access_token_is_in_no_address_and_in_no_row() {
    var settings = new DestinationSettings(null, "TEST123", false);
    var destination = tracking.pixel(bot, pixel, token, settings);
    var sale = tracking.sale(person, Reported.CLICK);

    tracking.record(recorder -> recorder.pixPaid(sale, now()));
    tracking.awaitConversions(destination, "Purchase sent");

    assertThat(calls()).allMatch(call -> !call.path().contains(token));
    assertThat(received()).allMatch(Events.Received::test);
    assertThat(
            tracking
                .sql()
                .query(
                    "select c::text || d::text as rows from conversions c join conversion_destinations d on d.id = c.destination_id where d.id = ?",
                    row -> row.text("rows"),
                    destination))
        .isNotEmpty()
        .allMatch(rows -> !rows.contains(token) && rows.contains("events_received"));
  }

  @Test
  void claims_at_once_share_and_do_not_double() throws InterruptedException {
    var destination = tracking.pixel(bot, pixel, token);
    var conversions = tracking.bean(Conversions.class);
    tracking
        .sql()
        .update(
            """
            insert into conversions (destination_id, bot_id, bot_user_id, event_name, event_id, event_time)
            select ?, ?, ?, 'Lead', 'x_' || n, now() from generate_series(1, 200) as n
            """,
            destination,
            bot,
            person.user());
    var all = ids(destination);
    var claimed = new ConcurrentLinkedQueue<ConversionId>();

    AtOnce.run(
        IntStream.range(0, 8)
            .<AtOnce.Call>mapToObj(
                i ->
                    () ->
                        conversions.claim(all, Duration.ofMinutes(1)).stream()
                            .map(Conversion::id)
                            .forEach(claimed::add))
            .toList());

    assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
  }
}
