package elysia.messaging;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Runs one handler per delivery, each on its own virtual thread, at most `concurrency` at once.
///
/// `concurrency` is also the channel's prefetch, so the broker never sends more than we run.
final class ConsumerRunner<M> implements Runner {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerRunner.class);

  /// What interrupted handlers get to end, and what the last acks get.
  static final Duration LAST_WAIT = Duration.ofSeconds(3);

  private final Subscription.Single<M> subscription;
  private final Settler settler;
  private final HoldWatch watch;
  private final Suspects suspects;
  private final Semaphore slots;

  /// Interrupted when a drain takes too long.
  private final ExecutorService handlers;

  /// Never interrupted: it calls the client, whose socket would not survive that.
  private final ExecutorService settlers;

  ConsumerRunner(
      Subscription.Single<M> subscription, Settler settler, Suspects suspects, HoldWatch watch) {
    var name = subscription.queue().queueName();
    this.subscription = subscription;
    this.settler = settler;
    this.watch = watch;
    this.suspects = suspects;
    this.slots = new Semaphore(subscription.concurrency());
    this.handlers = threads(name + "-");
    this.settlers = threads(name + "-settle-");
  }

  static ExecutorService threads(String prefix) {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(prefix, 0).factory());
  }

  /// Blocks while all slots are taken, which prefetch = concurrency makes rare: after a lost
  /// channel, whose handlers still run.
  @Override
  public void onDelivery(Delivery delivery) throws InterruptedException {
    slots.acquire();
    try {
      handlers.execute(() -> run(delivery));
    } catch (RejectedExecutionException stopped) {
      slots.release(); // not settled: the broker delivers again when the channel closes
    }
  }

  private void run(Delivery delivery) {
    boolean settling = false;
    try {
      if (delivery.open()) {
        settler.started(delivery);
        var settlement = outcomeOf(delivery).orElse(null);
        if (settlement != null) {
          settlers.execute(() -> settle(delivery, settlement));
          settling = true;
        }
      }
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt(); // not settled: the broker delivers again
    } catch (RejectedExecutionException tooLate) {
      LOG.debug("Mensagem {} terminou depois do fim", delivery.context().messageId());
    } finally {
      if (!settling) {
        slots.release();
      }
    }
  }

  private void settle(Delivery delivery, Settlement settlement) {
    try {
      settler.settle(delivery, settlement);
    } finally {
      slots.release();
    }
  }

  /// Empty: the delivery is not ours any more.
  private Optional<Settlement> outcomeOf(Delivery delivery) throws InterruptedException {
    var context = delivery.context();
    M message;
    try {
      message = delivery.message(subscription.decoder());
    } catch (IllegalArgumentException e) {
      return Optional.of(new Settlement.Park(ErrorText.of(e))); // no repetition would change it
    }
    try (var _ = MDC.putCloseable("request_id", context.messageId())) {
      return delivery.suspect()
          ? suspects.handle(subscription.queue(), delivery, () -> handled(message, context))
          : Optional.of(handled(message, context));
    } catch (RuntimeException | Error e) { // an Error must settle too, or it would stay unacked
      LOG.warn(
          "[RABBITMQ] Falha ao tratar a mensagem {} de {}, tentativa {}",
          context.messageId(),
          subscription.queue().queueName(),
          context.attempt(),
          e);
      return Optional.of(
          subscription.retryPolicy().afterFailure(context.attempt(), ErrorText.of(e)));
    }
  }

  private Settlement handled(M message, DeliveryContext context) throws InterruptedException {
    return watch.watched(() -> subscription.handler().handle(message, context));
  }

  /// Waits until everything that was delivered is settled.
  void awaitSettled() throws InterruptedException {
    slots.acquire(subscription.concurrency());
    slots.release(subscription.concurrency());
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
    handlers.shutdown();
    settler.stop();
  }

  @Override
  public void awaitIdle(Duration timeout) {
    try {
      if (!handlers.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "[RABBITMQ] {} mensagens de {} ainda em andamento depois de {}, serão entregues de novo",
            subscription.concurrency() - slots.availablePermits(),
            subscription.queue().queueName(),
            timeout);
        handlers.shutdownNow();
        handlers.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      }
      settlers.shutdown();
      settlers.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      handlers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
