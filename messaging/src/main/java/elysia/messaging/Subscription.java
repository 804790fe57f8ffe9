package elysia.messaging;

import elysia.model.wire.WorkQueue;
import java.time.Duration;

/// Who handles the deliveries of one queue, and how many at once.
public sealed interface Subscription {
  WorkQueue queue();

  /// At most so many unfinished deliveries: also the channel's prefetch.
  int concurrency();

  RetryPolicy retryPolicy();

  /// One handler call per delivery, each on its own virtual thread.
  record Single<M>(
      WorkQueue queue,
      int concurrency,
      RetryPolicy retryPolicy,
      Decoder<M> decoder,
      MessageHandler<M> handler)
      implements Subscription {}

  /// One handler call per batch: as soon as `concurrency` deliveries wait, or `maxWait` after the
  /// first.
  record Batched<M>(
      WorkQueue queue,
      int concurrency,
      Duration maxWait,
      RetryPolicy retryPolicy,
      Decoder<M> decoder,
      BatchHandler<M> handler)
      implements Subscription {}
}
