package elysia.messaging;

import elysia.model.wire.WorkQueue;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the message that ends the processes which handle it. The broker counts a delivery for all
/// that were prefetched beside it, so whoever was delivered often is only a suspect: suspects are
/// handled one at a time, each written down before, and the one that was begun [#MAX_STARTS] times
/// without an end is parked (L106).
final class Suspects {
  private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);

  /// Far from the broker's limit of 20, which would take the innocent too.
  static final int DELIVERIES = 3;

  static final int MAX_STARTS = 3;

  private final PoisonGuard guard;
  private final Semaphore turn = new Semaphore(1, true);

  Suspects(PoisonGuard guard) {
    this.guard = guard;
  }

  /// The handling of a delivery.
  @FunctionalInterface
  interface Handling {
    Settlement run() throws InterruptedException;
  }

  /// Handles a suspect when its turn comes. Empty: it is not ours any more.
  Optional<Settlement> handle(WorkQueue queue, Delivery delivery, Handling handling)
      throws InterruptedException {
    turn.acquire();
    try {
      return delivery.open()
          ? Optional.of(guarded(queue, delivery.context().messageId(), handling))
          : Optional.empty();
    } finally {
      turn.release();
    }
  }

  private Settlement guarded(WorkQueue queue, String messageId, Handling handling)
      throws InterruptedException {
    int starts = guard.begin(queue, messageId);
    if (starts > MAX_STARTS) {
      return new Settlement.Park(
          "o processo caiu %d vezes enquanto a tratava".formatted(MAX_STARTS));
    }
    LOG.warn(
        "[RABBITMQ] Mensagem {} de {} já foi entregue muitas vezes: tratada sozinha, início {}",
        messageId,
        queue.queueName(),
        starts);
    try {
      return handling.run();
    } finally {
      forget(queue, messageId);
    }
  }

  private void forget(WorkQueue queue, String messageId) {
    try {
      guard.survived(queue, messageId);
    } catch (RuntimeException e) { // at worst it is parked too soon, should it be suspected again
      LOG.debug("Fim da mensagem {} não anotado", messageId, e);
    }
  }
}
