package elysia.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The consumer of one queue, on a channel of its own. It survives its channels: when one is lost,
/// or the broker cancels it, the supervisor opens it again.
final class QueueConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);

  /// Makes the queue, where the topology does not.
  @FunctionalInterface
  interface Declaration {
    void on(Channel channel) throws IOException;
  }

  private final String queueName;
  private final int prefetch;
  private final Declaration declaration;
  private final Runner runner;
  private final Clock clock;
  private final Runnable onLoss;

  private volatile @Nullable Channel channel;

  /// What the broker calls us, while it delivers.
  private volatile String tag = "";

  QueueConsumer(
      String queueName,
      int prefetch,
      Declaration declaration,
      Runner runner,
      Clock clock,
      Runnable onLoss) {
    this.queueName = queueName;
    this.prefetch = prefetch;
    this.declaration = declaration;
    this.runner = runner;
    this.clock = clock;
    this.onLoss = onLoss;
  }

  String queueName() {
    return queueName;
  }

  /// Whether a handler holds a delivery longer than it may.
  boolean frozen() {
    return runner.frozen();
  }

  /// Interrupts the handlers that hold a delivery too long.
  void interruptFrozen() {
    if (runner.frozen()) {
      LOG.error("[RABBITMQ] Um tratamento de {} passou do limite e foi interrompido", queueName);
      runner.interruptFrozen();
    }
  }

  /// Whether deliveries can come.
  boolean consuming() {
    var current = channel;
    return current != null && current.isOpen() && !tag.isEmpty();
  }

  /// Opens a channel and consumes on it, in place of the old one if there was one.
  void open(Connection connection, String consumerTag) throws IOException {
    closeChannel();
    var fresh =
        connection.openChannel().orElseThrow(() -> new IOException("no channel number is free"));
    channel = fresh;
    declaration.on(fresh);
    fresh.basicQos(prefetch);
    fresh.addShutdownListener(cause -> onLoss.run());
    var acks = new AckChannel(fresh);
    tag =
        fresh.basicConsume(
            queueName,
            false,
            consumerTag,
            (ignored, message) -> take(acks, message),
            cancelled -> lost("cancelado pelo servidor"));
    LOG.info("[RABBITMQ] Consumindo {} com até {} mensagens por vez", queueName, prefetch);
  }

  private void take(AckChannel acks, com.rabbitmq.client.Delivery message) {
    try {
      runner.onDelivery(
          new Delivery(
              acks,
              message.getEnvelope(),
              message.getProperties(),
              message.getBody(),
              clock.instant()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // not settled: the broker delivers again
    }
  }

  private void lost(String why) {
    LOG.warn("[RABBITMQ] Consumo de {} perdido: {}", queueName, why);
    tag = "";
    onLoss.run();
  }

  /// Asks the broker whether it still knows of a consumer here: it has been seen to forget one
  /// without a word.
  void check(Connection connection) throws IOException {
    var asking =
        connection.openChannel().orElseThrow(() -> new IOException("no channel number is free"));
    try {
      if (asking.queueDeclarePassive(queueName).getConsumerCount() == 0) {
        lost("o servidor não o conhece");
      }
    } finally {
      asking.abort();
    }
  }

  /// Takes no more deliveries. What has come stays ours until the channel closes.
  void cancel() {
    var current = channel;
    var known = tag;
    if (current == null || known.isEmpty()) {
      return;
    }
    try {
      current.basicCancel(known);
    } catch (IOException | RuntimeException e) {
      LOG.debug("Consumo de {} já não existia", queueName, e);
    }
    tag = "";
  }

  void stop() {
    runner.stop();
  }

  void awaitIdle(Duration timeout) {
    runner.awaitIdle(timeout);
  }

  /// The broker gets back what is not settled.
  void closeChannel() throws IOException {
    tag = "";
    var current = channel;
    if (current != null) {
      current.abort();
    }
  }
}
