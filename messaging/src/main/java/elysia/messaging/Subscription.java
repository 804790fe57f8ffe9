package elysia.messaging;

import elysia.model.wire.WorkQueue;
import java.time.Duration;

/// Who handles the deliveries of one queue, and how many at once.
public sealed interface Subscription {
  WorkQueue queue();

  /// At most so many deliveries are worked on at once, 1 to 1000.
  int concurrency();

  RetryPolicy retryPolicy();

  /// More would let deliveries wait here that another worker could handle.
  int MAX_CONCURRENCY = 1000;

  /// One handler call per delivery, each on its own virtual thread. The prefetch is `concurrency`.
  record Single<M>(
      WorkQueue queue,
      int concurrency,
      RetryPolicy retryPolicy,
      Decoder<M> decoder,
      MessageHandler<M> handler)
      implements Subscription {
    public Single {
      checkConcurrency(concurrency);
    }
  }

  /// One handler call per batch: as soon as `concurrency` deliveries wait, or `maxWait` after the
  /// first. The prefetch is twice that: the next batch gathers while this one is worked on.
  record Batched<M>(
      WorkQueue queue,
      int concurrency,
      Duration maxWait,
      RetryPolicy retryPolicy,
      Decoder<M> decoder,
      BatchHandler<M> handler)
      implements Subscription {
    public Batched {
      checkConcurrency(concurrency);
    }
  }

  private static void checkConcurrency(int concurrency) {
    if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
      throw new IllegalArgumentException(
          "a concurrency of 1 to " + MAX_CONCURRENCY + " expected, got " + concurrency);
    }
  }
}
