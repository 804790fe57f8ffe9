package elysia.db.events;

import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.model.wire.FunnelEventMessage;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;

/// Records a step of the funnel in the transaction of what happened; worker-tracking stores it in
/// batches.
@Singleton
public final class FunnelEventRecorder {
  private final Outbox outbox;

  FunnelEventRecorder(Outbox outbox) {
    this.outbox = outbox;
  }

  public void record(FunnelEventMessage event) {
    outbox.add(
        new OutboxMessage(
            WorkQueue.TRACKING_EVENT.command(), "fe:" + event.eventId(), "funnel.event", event));
  }
}
