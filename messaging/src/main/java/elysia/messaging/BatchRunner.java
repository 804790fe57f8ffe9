package elysia.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers deliveries and runs one handler per batch, one batch after the other. When a batch fails
/// its deliveries are handled each alone, so that the bad one does not hold up its neighbours.
///
/// The channel's prefetch is twice the batch, so that the next one gathers while this one is worked
/// on.
final class BatchRunner<M> implements Runner {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
  private static final long STOP_CHECK_MS = 100;

  private final Subscription.Batched<M> subscription;
  private final Settler settler;
  private final HoldWatch watch;
  private final ConsumerRunner<M> alone;

  /// Bounded by the prefetch; only a lost channel's leftovers may come on top.
  private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();

  /// Interrupted when a drain takes too long; the collector, which acks, never is.
  private final ExecutorService handlers;

  private final Thread collector;
  private volatile boolean stopping;

  BatchRunner(
      Subscription.Batched<M> subscription, Settler settler, Suspects suspects, HoldWatch watch) {
    this.subscription = subscription;
    this.settler = settler;
    this.watch = watch;
    this.alone = new ConsumerRunner<>(alone(subscription), settler, suspects, watch);
    var name = subscription.queue().queueName();
    this.handlers = ConsumerRunner.threads(name + "-batch-");
    this.collector = Thread.ofVirtual().name(name + "-collect").start(this::collectAndRun);
  }

  private static <M> Subscription.Single<M> alone(Subscription.Batched<M> batched) {
    return new Subscription.Single<>(
        batched.queue(),
        batched.concurrency(),
        batched.retryPolicy(),
        batched.decoder(),
        (message, context) -> {
          batched.handler().handle(List.of(new BatchHandler.Received<>(message, context)));
          return new Settlement.Done();
        });
  }

  @Override
  public void onDelivery(Delivery delivery) {
    waiting.add(delivery);
  }

  private void collectAndRun() {
    while (!stopping) {
      try {
        run(collect());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // nobody interrupts this thread
        return;
      } catch (RuntimeException | Error e) { // this loop must outlive everything
        LOG.error("[RABBITMQ] Falha no lote de {}", subscription.queue().queueName(), e);
      }
    }
  }

  /// As soon as there are `concurrency`, or `maxWait` after the first.
  private List<Delivery> collect() throws InterruptedException {
    var batch = new ArrayList<Delivery>();
    var first = waiting.poll(STOP_CHECK_MS, TimeUnit.MILLISECONDS);
    long deadline = System.nanoTime() + subscription.maxWait().toNanos();
    for (var next = first; next != null; ) {
      if (next.open()) {
        batch.add(next);
      }
      if (batch.size() >= subscription.concurrency()) {
        break;
      }
      next = waiting.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
    return batch;
  }

  private void run(List<Delivery> batch) throws InterruptedException {
    var suspects = batch.stream().filter(Delivery::suspect).toList();
    if (!suspects.isEmpty()) {
      oneByOne(suspects);
    }
    together(batch.stream().filter(delivery -> !delivery.suspect()).toList());
  }

  private void oneByOne(List<Delivery> deliveries) throws InterruptedException {
    for (var delivery : deliveries) {
      alone.onDelivery(delivery);
    }
    alone.awaitSettled(); // the next batch's ack covers everything before it
  }

  private void together(List<Delivery> batch) throws InterruptedException {
    var decoded = new ArrayList<Delivery>(batch.size());
    var received = new ArrayList<BatchHandler.Received<M>>(batch.size());
    for (var delivery : batch) {
      try {
        var message = delivery.message(subscription.decoder());
        received.add(new BatchHandler.Received<>(message, delivery.context()));
        decoded.add(delivery);
        settler.started(delivery);
      } catch (IllegalArgumentException e) {
        settler.settle(delivery, new Settlement.Park(ErrorText.of(e)));
      }
    }
    if (decoded.isEmpty() || stopping) {
      return;
    }
    if (handled(received)) {
      settler.settleDone(decoded);
      return;
    }
    oneByOne(decoded);
  }

  private boolean handled(List<BatchHandler.Received<M>> batch) throws InterruptedException {
    try {
      handlers
          .submit(
              () ->
                  watch.watched(
                      () -> {
                        subscription.handler().handle(batch);
                        return true;
                      }))
          .get();
      return true;
    } catch (RejectedExecutionException stopped) {
      return false;
    } catch (ExecutionException e) {
      LOG.warn(
          "[RABBITMQ] Falha no lote de {} mensagens de {}, agora uma a uma",
          batch.size(),
          subscription.queue().queueName(),
          e.getCause());
      return false;
    }
  }

  @Override
  public boolean frozen() {
    return watch.frozen();
  }

  @Override
  public void interruptFrozen() {
    watch.interruptFrozen();
  }

  @Override
  public void stop() {
    stopping = true; // before the rest: an unsettled delivery must not be acked by a later batch
    handlers.shutdown();
    alone.stop();
  }

  @Override
  public void awaitIdle(Duration timeout) {
    try {
      if (!collector.join(timeout)) {
        LOG.warn(
            "[RABBITMQ] Um lote de {} ainda em andamento depois de {}, será entregue de novo",
            subscription.queue().queueName(),
            timeout);
        handlers.shutdownNow();
      }
      alone.awaitIdle(Duration.ZERO);
      collector.join(ConsumerRunner.LAST_WAIT);
    } catch (InterruptedException e) {
      handlers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
