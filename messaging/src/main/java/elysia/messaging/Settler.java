package elysia.messaging;

import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what the handlers of one queue decide. A delivery is acked only when nothing can be
/// lost by it: its copy for a retry or for parking is confirmed first.
final class Settler {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

  /// Between two tries to publish a copy.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// How long we try. The delivery keeps its slot meanwhile, so a broker that takes nothing slows
  /// the queue down instead of making it spin; then the broker gets it back.
  private static final Duration MAX_HOLD = Duration.ofSeconds(90);

  private final WorkQueue queue;
  private final ConfirmedPublisher publisher;
  private final Clock clock;
  private final int timeScale;
  private final MessagingListener listener;
  private final CountDownLatch stopping = new CountDownLatch(1);

  Settler(
      WorkQueue queue,
      ConfirmedPublisher publisher,
      Clock clock,
      int timeScale,
      MessagingListener listener) {
    this.queue = queue;
    this.publisher = publisher;
    this.clock = clock;
    this.timeScale = timeScale;
    this.listener = listener;
  }

  /// A handler begins with a delivery.
  void started(Delivery delivery) {
    if (delivery.direct()) {
      listener.started(queue, Duration.between(delivery.sentAt(), clock.instant()));
    }
  }

  /// Never throws. When settling itself fails, the delivery's channel ends with it and the broker
  /// delivers again, so that nothing stays unsettled and unnoticed.
  void settle(Delivery delivery, Settlement settlement) {
    try {
      boolean settled =
          switch (settlement) {
            case Settlement.Done() -> acked(delivery);
            case Settlement.Retry(var level, var reason) ->
                later(delivery, level, reason, delivery.context().attempt() + 1);
            case Settlement.Postpone(var level, var reason) ->
                later(delivery, level, reason, delivery.context().attempt());
            case Settlement.Park(var reason) -> {
              LOG.warn(
                  "[RABBITMQ][PARKED] {} mensagem={} tentativa={}: {}",
                  queue.queueName(),
                  delivery.context().messageId(),
                  delivery.context().attempt(),
                  ErrorText.clean(reason));
              yield handedOver(delivery, parkedCopy(delivery, reason), Optional.empty());
            }
          };
      if (settled) {
        listener.settled(queue, settlement);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      delivery.abandonChannel();
    } catch (IOException | RuntimeException | Error e) {
      if (delivery.open()) {
        LOG.warn("[RABBITMQ] Falha ao confirmar uma mensagem de {}", queue.queueName(), e);
      }
      delivery.abandonChannel();
    }
  }

  /// The work of a whole batch is done. With one ack for each channel, so everything that came
  /// before on a channel must be settled already, or part of the batch.
  ///
  /// @param batch in the order of their coming
  void settleDone(List<Delivery> batch) {
    try {
      for (int i = 0; i < batch.size(); i++) {
        var delivery = batch.get(i);
        if (i == batch.size() - 1 || !delivery.sameChannel(batch.get(i + 1))) {
          delivery.ackUpTo();
        }
        listener.settled(queue, new Settlement.Done());
      }
    } catch (IOException | RuntimeException | Error e) {
      LOG.debug("Lote de {} feito, mas sem confirmação", queue.queueName(), e);
      batch.forEach(Delivery::abandonChannel); // delivered again, and recognized as done
    }
  }

  private static boolean acked(Delivery delivery) throws IOException {
    delivery.ack();
    return true;
  }

  private boolean later(Delivery delivery, RetryLevel level, String reason, int attempt)
      throws InterruptedException, IOException {
    var headers = copyHeaders(delivery, reason);
    headers.put(Headers.ATTEMPT, Integer.toString(attempt));
    var copy = copy(delivery, new Route(level.exchangeName(), queue.queueName()), headers);
    return handedOver(delivery, copy, Optional.of(level.delay().dividedBy(timeScale)));
  }

  /// @return false when the delivery is left to the broker: its channel is gone or we are stopping
  private boolean handedOver(Delivery delivery, OutgoingMessage copy, Optional<Duration> expiry)
      throws InterruptedException, IOException {
    long deadline = System.nanoTime() + MAX_HOLD.toNanos();
    do {
      var result = publisher.publish(copy, expiry);
      if (result.confirmed()) {
        return acked(delivery);
      }
      LOG.warn(
          "[RABBITMQ] A cópia da mensagem {} para {} não foi confirmada: {}",
          copy.messageId(),
          copy.route(),
          result);
      if (System.nanoTime() > deadline) {
        delivery.requeue();
        return false;
      }
    } while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS) && delivery.open());
    return false;
  }

  /// Without an attempt: moved back to its queue it starts afresh.
  private OutgoingMessage parkedCopy(Delivery delivery, String reason) {
    var headers = copyHeaders(delivery, reason);
    headers.put(Headers.PARKED_ATTEMPTS, Integer.toString(delivery.context().attempt()));
    headers.put(Headers.ERROR_AT, clock.instant().toString());
    return copy(
        delivery, new Route(Topology.PARKED_EXCHANGE, queue.domain().parkedQueue()), headers);
  }

  private Map<String, String> copyHeaders(Delivery delivery, String reason) {
    var context = delivery.context();
    var headers = new HashMap<>(context.headers());
    headers.put(Headers.FIRST_SENT_MS, Long.toString(context.publishedAt().toEpochMilli()));
    headers.put(Headers.ORIGIN, queue.queueName());
    headers.put(Headers.ERROR, ErrorText.clean(reason));
    return headers;
  }

  private static OutgoingMessage copy(Delivery delivery, Route route, Map<String, String> headers) {
    var context = delivery.context();
    return new OutgoingMessage(
        route, context.messageId(), context.type(), headers, delivery.body());
  }

  /// Holds nothing any longer: what has no confirmed copy yet goes back to the broker.
  void stop() {
    stopping.countDown();
  }
}
