package elysia.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// One message on its way, from the publisher's call to the broker's word. Answered exactly once,
/// by whoever comes first.
final class Publication {
  private enum Stage {
    WAITING,
    /// Handed to the client: from here on the broker may have it.
    SENT,
    /// Its publisher stopped waiting first: it must not be sent any more.
    GIVEN_UP
  }

  private final OutgoingMessage message;
  private final BasicProperties properties;
  private final long startedNanos = System.nanoTime();
  private final CompletableFuture<PublishResult> answer = new CompletableFuture<>();
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private volatile String returned = "";
  private volatile Runnable onTimeout = () -> {};

  Publication(OutgoingMessage message, BasicProperties properties) {
    this.message = message;
    this.properties = properties;
  }

  OutgoingMessage message() {
    return message;
  }

  BasicProperties properties() {
    return properties;
  }

  /// Who hears when the wait for this one was in vain.
  void onTimeout(Runnable listener) {
    onTimeout = listener;
  }

  /// @return whether it may be sent: its publisher still waits
  boolean startSending() {
    return stage.compareAndSet(Stage.WAITING, Stage.SENT);
  }

  /// The broker found no queue for it. The confirm that follows says nothing else.
  void returned(String reason) {
    returned = reason;
  }

  boolean isReturned() {
    return !returned.isEmpty();
  }

  void acked() {
    answer(
        returned.isEmpty()
            ? new PublishResult.Confirmed()
            : new PublishResult.Unroutable(returned));
  }

  void refused(String reason) {
    answer(new PublishResult.Refused(reason));
  }

  /// The line is cut: refused when it never left, else nobody knows.
  void lost() {
    if (stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP)) {
      refused("connection lost before the message was sent");
    } else {
      answer(new PublishResult.TimedOut());
    }
  }

  void answer(PublishResult result) {
    answer.complete(result);
  }

  /// Waits until `timeout` after the start, then gives up.
  PublishResult await(Duration timeout) throws InterruptedException {
    try {
      long left = timeout.toNanos() - elapsed().toNanos();
      return answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      onTimeout.run();
      if (stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP)) {
        refused("not sent within " + timeout);
      } else {
        answer(new PublishResult.TimedOut());
      }
      return answer.join();
    } catch (ExecutionException e) {
      throw new AssertionError("a publication is only ever answered with a result", e);
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }
}
