package elysia.messaging;

import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.time.Duration;

/// Hears what passes, for the metrics. Called on busy threads: must neither block nor throw.
public interface MessagingListener {
  /// @param latency from the call of the publisher to the broker's word, or to giving up
  void published(Route route, PublishResult result, Duration latency);

  /// A handler begins.
  ///
  /// @param queueWait since the message was published; not told of what comes from the retry
  ///   ladder, where it had to wait
  void started(WorkQueue queue, Duration queueWait);

  /// A delivery is settled, and the broker knows.
  void settled(WorkQueue queue, Settlement settlement);

  /// For those who do not care.
  static MessagingListener none() {
    return new MessagingListener() {
      @Override
      public void published(Route route, PublishResult result, Duration latency) {}

      @Override
      public void started(WorkQueue queue, Duration queueWait) {}

      @Override
      public void settled(WorkQueue queue, Settlement settlement) {}
    };
  }
}
