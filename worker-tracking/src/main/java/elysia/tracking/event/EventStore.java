package elysia.tracking.event;

import elysia.db.Transactions;
import elysia.db.tracking.FunnelEvents;
import elysia.db.tracking.TrackingSessions;
import elysia.messaging.BatchHandler;
import elysia.model.EventName;
import elysia.model.Money;
import elysia.model.TrackingToken;
import elysia.model.wire.ClickMessage;
import elysia.model.wire.FunnelEventMessage;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores a batch of clicks and funnel events in one transaction.
@Singleton
final class EventStore implements BatchHandler<TrackingMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);

  private final Transactions transactions;
  private final TrackingSessions sessions;
  private final FunnelEvents events;
  private final MeterRegistry meters;
  private final Clock clock;

  EventStore(
      Transactions transactions,
      TrackingSessions sessions,
      FunnelEvents events,
      MeterRegistry meters,
      Clock clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.events = events;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void handle(List<Received<TrackingMessage>> batch) {
    var clicks = new ArrayList<ClickMessage>();
    var steps = new ArrayList<FunnelEventMessage>();
    for (var received : batch) {
      switch (received.message()) {
        case TrackingMessage.Click(var click) -> clicks.add(click);
        case TrackingMessage.Step(var step) -> steps.add(step);
      }
    }
    var stored = transactions.inTransaction(() -> store(clicks, steps));
    clicks.stream().filter(click -> stored.remove(FunnelEvents.eventId(click))).forEach(this::tell);
    steps.stream().filter(step -> stored.remove(step.eventId())).forEach(this::tell);
  }

  /// Returns the ids of the events that were new.
  private Set<String> store(List<ClickMessage> clicks, List<FunnelEventMessage> steps) {
    var stored = new HashSet<String>();
    if (!clicks.isEmpty()) {
      sessions.keep(clicks);
    }
    var tokens = unboundTokens(clicks, steps);
    if (!tokens.isEmpty()) {
      sessions.bind(tokens); // before the events: they ask whose the session is
    }
    if (!clicks.isEmpty()) {
      stored.addAll(events.storeClicks(clicks));
    }
    if (!steps.isEmpty()) {
      stored.addAll(events.store(steps));
    }
    return stored;
  }

  /// The tokens whose click and /start may just have met: either can come first.
  private static Set<TrackingToken> unboundTokens(
      List<ClickMessage> clicks, List<FunnelEventMessage> steps) {
    var tokens = new HashSet<TrackingToken>();
    clicks.forEach(click -> tokens.add(click.token()));
    for (var step : steps) {
      if (step.event() == EventName.BOT_START && step.session() != null) {
        tokens.add(step.session());
      }
    }
    return tokens;
  }

  private void tell(ClickMessage click) {
    count(click.event());
    LOG.atInfo()
        .addKeyValue("bot", click.botSlug())
        .addKeyValue("event_name", click.event().word())
        .addKeyValue("latency_ms", since(click.occurredAt()))
        .log(
            "[EVENTO][{}] bot={} origem={} campanha={}",
            click.event().word(),
            click.botSlug(),
            click.click().utmSource(),
            click.click().utmCampaign());
  }

  private void tell(FunnelEventMessage step) {
    count(step.event());
    LOG.atInfo()
        .addKeyValue("bot", step.botSlug())
        .addKeyValue("user", step.telegramId())
        .addKeyValue("event_name", step.event().word())
        .addKeyValue("latency_ms", since(step.occurredAt()))
        .log(
            "[EVENTO][{}] bot={} user={}{}",
            step.event().word(),
            step.botSlug(),
            step.telegramId(),
            step.priceCents() == null ? "" : " valor=" + Money.brl(step.priceCents()).decimal());
  }

  /// From the event itself to its row.
  private long since(Instant occurredAt) {
    return Duration.between(occurredAt, clock.instant()).toMillis();
  }

  private void count(EventName event) {
    meters.counter("elysia.funnel.events", "event", event.word()).increment();
  }
}
