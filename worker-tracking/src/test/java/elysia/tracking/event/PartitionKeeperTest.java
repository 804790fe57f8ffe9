package elysia.tracking.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.tracking.TestTracking;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionKeeperTest {
  private final TestTracking tracking = TestTracking.shared();
  private final PartitionKeeper keeper = tracking.bean(PartitionKeeper.class);

  private double alarm() {
    return tracking
        .bean(MeterRegistry.class)
        .get("elysia.funnel.events.default.partition")
        .gauge()
        .value();
  }

  private long inDefault(String eventId) {
    return tracking
        .sql()
        .query(
            "select count(*) as n from only funnel_events_default where event_id = ?",
            row -> row.id("n"),
            eventId)
        .getFirst();
  }

  @Test
  void a_missing_month_raises_the_alarm_and_takes_its_events_in_when_it_is_made() {
    var eventId = TestTracking.unique("stray");
    var nextYear = TestTracking.now().plus(Duration.ofDays(400));
    tracking
        .sql()
        .update(
            "insert into funnel_events (event_name, event_id, occurred_at) values ('bot_start', ?, ?)",
            eventId,
            nextYear);

    keeper.keep();

    assertThat(alarm()).isEqualTo(1);
    assertThat(inDefault(eventId)).isEqualTo(1);

    tracking
        .sql()
        .query(
            "select ensure_funnel_events_month(date_trunc('month', ?::timestamptz at time zone 'UTC')::date) as made",
            row -> row.bool("made"),
            nextYear);
    keeper.keep();

    assertThat(alarm()).isZero();
    assertThat(inDefault(eventId)).isZero();
  }

  @Test
  void three_months_ahead_are_made_at_start() {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        tracking
                            .sql()
                            .query(
                                """
                                select to_regclass('funnel_events_' || to_char(now() at time zone 'UTC' + interval '3 months', 'YYYY_MM')) is not null as made
                                """,
                                row -> row.bool("made")))
                    .containsExactly(true));
  }
}
