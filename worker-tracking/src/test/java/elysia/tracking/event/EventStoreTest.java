package elysia.tracking.event;

import static elysia.tracking.TestTracking.ORGANIZATION;
import static elysia.tracking.TestTracking.message;
import static elysia.tracking.TestTracking.now;
import static elysia.tracking.TestTracking.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.Transactions;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.db.tracking.TrackingSessions;
import elysia.messaging.OutgoingMessage;
import elysia.model.BotId;
import elysia.model.EventName;
import elysia.model.TrackingToken;
import elysia.model.wire.ClickAttributes;
import elysia.model.wire.ClickMessage;
import elysia.model.wire.FunnelEventMessage;
import elysia.model.wire.WorkQueue;
import elysia.tracking.Reported;
import elysia.tracking.TestTracking;
import elysia.tracking.TestTracking.Person;
import elysia.tracking.destination.AtOnce;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStoreTest {
  private final TestTracking tracking = TestTracking.shared();
  private final BotId bot = tracking.bot();

  private ClickMessage click(TrackingToken token, ClickAttributes attributes) {
    return new ClickMessage(
        token, ORGANIZATION, bot, "demo_bot", null, EventName.TO_BOT_CLICK, now(), attributes);
  }

  private static FunnelEventMessage start(Person person, @Nullable TrackingToken token) {
    return new FunnelEventMessage(
        unique("bot_start"),
        EventName.BOT_START,
        now(),
        ORGANIZATION,
        person.bot(),
        person.botSlug(),
        person.user(),
        person.telegramId(),
        token,
        null,
        null,
        null,
        Map.of());
  }

  private static ClickAttributes source(
      @Nullable String utmSource, @Nullable String fbp, @Nullable String ip) {
    return new ClickAttributes(
        utmSource, null, null, null, null, null, null, null, fbp, null, null, null, ip, null, null,
        null, null);
  }

  private List<String> events(String eventId) {
    return tracking
        .sql()
        .query(
            """
            select concat_ws(' ', event_name, source, tg_id, telegram_id, utm_source, src, fbp, fbc) as event
            from funnel_events where event_id = ?
            """,
            row -> row.text("event"),
            eventId);
  }

  private String awaitEvent(String eventId) {
    await().until(() -> !events(eventId).isEmpty());
    return events(eventId).getFirst();
  }

  private TrackingSessions.Session session(TrackingToken token) {
    var sessions = tracking.bean(TrackingSessions.class);
    return await()
        .until(() -> sessions.find(List.of(token)).values(), found -> !found.isEmpty())
        .iterator()
        .next();
  }

  @Test
  void every_field_of_a_click_is_kept_byte_for_byte() {
    var token = TrackingToken.mint();

    tracking.publish(message(click(token, Reported.CLICK)));

    assertThat(session(token).attributes()).isEqualTo(Reported.CLICK);
    assertThat(awaitEvent("to_bot_click:" + token))
        .isEqualTo(
            "to_bot_click elysia FB src-1 fb.1.1762900000000.1116446470 fb.1.1762900000000.IwAR-aB_c.AQ");
  }

  @Test
  void a_later_capture_fills_what_is_empty_and_replaces_nothing() {
    var token = TrackingToken.mint();

    tracking
        .bean(TrackingSessions.class)
        .keep(
            List.of(
                click(token, source("FB", null, "203.0.113.7")),
                click(token, source("other", "fb.1.1762900000000.1", "198.51.100.1")),
                click(token, source(null, "fb.1.1762900000000.2", null))));

    assertThat(session(token).attributes())
        .isEqualTo(source("FB", "fb.1.1762900000000.1", "203.0.113.7"));
  }

  @Test
  void what_is_no_address_and_what_no_text_can_hold_do_not_cost_the_click() {
    var token = TrackingToken.mint();

    tracking.publish(message(click(token, source("F\0B", null, "unknown, 10.0.0.1"))));

    assertThat(session(token).attributes()).isEqualTo(source("FB", null, null));
  }

  @Test
  void an_event_told_many_times_is_stored_once() {
    var event = start(tracking.person(bot, null, now()), null);
    var marker = start(tracking.person(bot, null, now()), null);

    for (int i = 0; i < 5; i++) {
      tracking.publish(message(event), message(event));
    }
    tracking.publish(message(marker));

    awaitEvent(marker.eventId());
    assertThat(events(event.eventId())).hasSize(1);
  }

  /// The table was there before us, with rows that nobody ever read (C32).
  @Test
  void what_the_old_application_left_in_the_outbox_stays_there() {
    tracking.sql().update("insert into outbox (topic, payload) values ('demo', '{}')");
    var event = start(tracking.person(bot, null, now()), null);

    tracking
        .bean(Outbox.class)
        .add(
            new OutboxMessage(
                WorkQueue.TRACKING_EVENT.command(),
                "fe:" + event.eventId(),
                "funnel.event",
                event));

    awaitEvent(event.eventId());
    assertThat(
            tracking
                .sql()
                .query(
                    "select attempt_count from outbox where topic = 'demo' and processed_at is null",
                    row -> row.integer("attempt_count")))
        .containsExactly(0);
  }

  @Test
  void an_event_knows_its_person_twice_and_the_attribution_of_its_session() {
    var token = TrackingToken.mint();
    tracking.publish(message(click(token, Reported.CLICK)));
    session(token);
    var person = tracking.person(bot, token, now());
    var event = start(person, token);

    tracking.publish(message(event));

    assertThat(awaitEvent(event.eventId()))
        .isEqualTo(
            "bot_start elysia %1$s %1$s FB src-1 fb.1.1762900000000.1116446470 fb.1.1762900000000.IwAR-aB_c.AQ"
                .formatted(person.telegramId()));
    assertThat(session(token).person()).isEqualTo(person.telegramId());
  }

  @Test
  void a_second_person_on_a_shared_link_gets_its_campaign_but_not_its_browser() {
    var token = TrackingToken.mint();
    tracking.publish(message(click(token, Reported.CLICK)));
    session(token);
    var owner = tracking.person(bot, token, now().minusSeconds(60));
    tracking.publish(message(start(owner, token)));
    await().until(() -> session(token).person() != null);
    var friend = tracking.person(bot, token, now());
    var event = start(friend, token);

    tracking.publish(message(event));

    assertThat(awaitEvent(event.eventId()))
        .isEqualTo("bot_start elysia %1$s %1$s FB src-1".formatted(friend.telegramId()));
    assertThat(session(token).person()).isEqualTo(owner.telegramId());
  }

  @Test
  void a_click_that_its_start_has_overtaken_is_bound_to_the_first_who_came() {
    var token = TrackingToken.mint();
    var second = tracking.person(bot, token, now());
    var first = tracking.person(bot, token, now().minusSeconds(30));

    tracking.publish(message(click(token, Reported.CLICK)));

    await().until(() -> session(token).person() != null);
    assertThat(session(token).person())
        .isEqualTo(first.telegramId())
        .isNotEqualTo(second.telegramId());
  }

  @Test
  void a_bad_message_does_not_cost_its_batch() {
    var good = new ArrayList<OutgoingMessage>();
    var events = new ArrayList<FunnelEventMessage>();
    for (int i = 0; i < 20; i++) {
      var event = start(tracking.person(bot, null, now()), null);
      events.add(event);
      good.add(message(event));
    }
    var person = tracking.person(bot, null, now());
    var tooMuch =
        new FunnelEventMessage(
            unique("pix_paid"),
            EventName.PIX_PAID,
            now(),
            ORGANIZATION,
            bot,
            "demo_bot",
            person.user(),
            person.telegramId(),
            null,
            null,
            null,
            Long.MAX_VALUE,
            Map.of());
    good.add(10, message(tooMuch));
    good.add(
        5,
        new OutgoingMessage(
            WorkQueue.TRACKING_EVENT.command(),
            unique("bad"),
            "funnel.event",
            Map.of(),
            "{".getBytes(StandardCharsets.UTF_8)));
    good.add(
        1,
        new OutgoingMessage(
            WorkQueue.TRACKING_EVENT.command(),
            unique("bad"),
            "no.such.type",
            Map.of(),
            "{}".getBytes(StandardCharsets.UTF_8)));

    tracking.publish(good.toArray(OutgoingMessage[]::new));

    events.forEach(event -> assertThat(awaitEvent(event.eventId())).startsWith("bot_start"));
    assertThat(events(tooMuch.eventId())).isEmpty();
  }

  @Test
  void an_event_is_stored_with_the_time_at_which_it_happened() {
    var happened = Instant.parse("2026-03-31T23:59:59.123456Z");
    var person = tracking.person(bot, null, now());
    var event =
        new FunnelEventMessage(
            unique("pix_paid"),
            EventName.PIX_PAID,
            happened,
            ORGANIZATION,
            bot,
            "demo_bot",
            person.user(),
            person.telegramId(),
            null,
            null,
            "BOT1_x",
            1990L,
            Map.of("gateway", "pushinpay"));

    tracking.publish(message(event));

    awaitEvent(event.eventId());
    assertThat(
            tracking
                .sql()
                .query(
                    "select occurred_at, price_cents, meta ->> 'gateway' as gateway from funnel_events where event_id = ?",
                    row ->
                        List.of(
                            row.instant("occurred_at"), row.id("price_cents"), row.text("gateway")),
                    event.eventId())
                .getFirst())
        .isEqualTo(List.of(happened, 1990L, "pushinpay"));
  }

  @Test
  void clicks_of_the_same_tokens_in_many_transactions_at_once_do_not_lock_each_other_out()
      throws InterruptedException {
    var tokens = List.of(TrackingToken.mint(), TrackingToken.mint(), TrackingToken.mint());
    var forward = tokens.stream().map(token -> click(token, Reported.CLICK)).toList();
    var sessions = tracking.bean(TrackingSessions.class);
    var transactions = tracking.bean(Transactions.class);

    AtOnce.run(
        IntStream.range(0, 40)
            .<AtOnce.Call>mapToObj(
                i ->
                    () ->
                        transactions.run(
                            () -> sessions.keep(i % 2 == 0 ? forward : forward.reversed())))
            .toList());

    assertThat(sessions.find(tokens)).hasSize(3);
  }
}
