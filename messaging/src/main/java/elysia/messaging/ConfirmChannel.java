package elysia.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import elysia.model.wire.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One publishing channel, with a thread of its own that does all its writing. So a publisher never
/// touches the socket: it can always stop waiting, even when the broker has stopped reading, and
/// interrupting it harms nobody else.
///
/// Once retired (a publish timed out, the broker closed it) a channel takes nothing new and is
/// never used again.
final class ConfirmChannel {
  private static final Logger LOG = LoggerFactory.getLogger(ConfirmChannel.class);

  private static final int RETIRED_CHECK_MS = 50;

  private final Channel channel;
  private final Duration linger;
  private final Runnable onEnd;
  private final Runnable onReturn;
  private final Outstanding outstanding = new Outstanding();

  /// Bounded by the publisher's permits.
  private final BlockingQueue<Publication> waiting = new LinkedBlockingQueue<>();

  private volatile boolean retired;

  /// @param linger how long a retired channel still listens for the confirms it is owed
  /// @param onEnd called when the channel can no longer be used
  /// @param onReturn called when the broker had no queue for a message
  static ConfirmChannel open(
      Connection connection, Duration linger, Runnable onEnd, Runnable onReturn)
      throws IOException {
    var channel =
        connection.openChannel().orElseThrow(() -> new IOException("no channel number is free"));
    var confirming = new ConfirmChannel(channel, linger, onEnd, onReturn);
    confirming.start();
    return confirming;
  }

  private ConfirmChannel(Channel channel, Duration linger, Runnable onEnd, Runnable onReturn) {
    this.channel = channel;
    this.linger = linger;
    this.onEnd = onEnd;
    this.onReturn = onReturn;
  }

  private void start() throws IOException {
    channel.addConfirmListener(outstanding::acked, outstanding::nacked);
    channel.addReturnListener(this::returned);
    channel.addShutdownListener(
        cause -> {
          retired = true;
          outstanding.lost();
          onEnd.run();
        });
    channel.confirmSelect();
    Thread.ofVirtual().name("amqp-publish-" + channel.getChannelNumber()).start(this::run);
  }

  private void returned(Return back) {
    outstanding.returned(
        back.getProperties().getMessageId(),
        back.getExchange(),
        back.getRoutingKey(),
        back.getReplyCode() + " " + back.getReplyText());
    onReturn.run();
  }

  /// @return whether it was taken; when not, nothing happened to it
  boolean offer(Publication publication) {
    publication.onTimeout(this::retire);
    waiting.add(publication);
    return !retired || !waiting.remove(publication);
  }

  boolean usable() {
    return !retired;
  }

  /// How many publishes it still has to do or to hear of.
  int load() {
    return waiting.size() + outstanding.size();
  }

  /// Takes nothing new from now on. Never waits.
  void retire() {
    retired = true;
    onEnd.run();
  }

  private void run() {
    try {
      writeUntilRetired();
      awaitOwedConfirms();
      channel.close();
    } catch (InterruptedException stopped) {
      Thread.currentThread()
          .interrupt(); // nobody interrupts this thread; should it happen, it ends
    } catch (IOException | TimeoutException | RuntimeException e) {
      LOG.debug("Canal de publicação encerrado", e);
    } finally {
      retired = true;
      outstanding.lost();
      for (var left = waiting.poll(); left != null; left = waiting.poll()) {
        left.lost();
      }
      onEnd.run();
    }
  }

  private void writeUntilRetired() throws InterruptedException, IOException {
    while (!retired) {
      var next = waiting.poll(RETIRED_CHECK_MS, TimeUnit.MILLISECONDS);
      if (next != null && next.startSending()) {
        outstanding.add(channel.getNextPublishSeqNo(), next);
        var route = next.message().route();
        // a fact may have no hearer; anything else without a queue is lost and must come back
        boolean mandatory = !route.exchange().equals(Route.FACT_EXCHANGE);
        channel.basicPublish(
            route.exchange(),
            route.routingKey(),
            mandatory,
            next.properties(),
            next.message().body());
      }
    }
  }

  private void awaitOwedConfirms() throws InterruptedException {
    long deadline = System.nanoTime() + linger.toNanos();
    while (channel.isOpen() && !outstanding.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(RETIRED_CHECK_MS);
    }
  }
}
