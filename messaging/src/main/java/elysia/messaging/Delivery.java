package elysia.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.time.Instant;

/// A message that the broker has lent us, until it is acked on the channel it came on.
final class Delivery {
  private final AckChannel channel;
  private final long tag;
  private final byte[] body;
  private final DeliveryContext context;
  private final Instant sentAt;
  private final boolean direct;

  private final boolean suspect;

  /// @param now stands in where the publisher gave no time
  Delivery(
      AckChannel channel, Envelope envelope, BasicProperties properties, byte[] body, Instant now) {
    this.channel = channel;
    this.tag = envelope.getDeliveryTag();
    // a message that was moved by hand may bring the header along from the queue it lay in
    this.suspect =
        envelope.isRedeliver() && Headers.deliveryCount(properties) >= Suspects.DELIVERIES;
    this.body = body;
    this.context = Headers.context(properties, now);
    this.sentAt = Headers.sentAt(properties, now);
    this.direct = Headers.direct(properties);
  }

  DeliveryContext context() {
    return context;
  }

  /// Whether it came straight from its publisher, not over the retry ladder.
  boolean direct() {
    return direct;
  }

  /// Whether it came so often that it may be what ends the processes it comes to.
  boolean suspect() {
    return suspect;
  }

  /// When this copy of the message was published.
  Instant sentAt() {
    return sentAt;
  }

  byte[] body() {
    return body;
  }

  /// The message inside.
  ///
  /// @throws IllegalArgumentException when there is none that `decoder` knows, or no message id:
  ///   without one a repetition could not be told from a new message
  <M> M message(Decoder<M> decoder) {
    if (context.messageId().isEmpty()) {
      throw new IllegalArgumentException("message id expected, got none");
    }
    try {
      return decoder.decode(body, context);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("undecodable: " + ErrorText.of(e), e);
    }
  }

  /// Whether it is still ours: a lost channel has given it back.
  boolean open() {
    return channel.isOpen();
  }

  void ack() throws IOException {
    channel.ack(tag, false);
  }

  /// Acks this one and everything that came before it on its channel.
  void ackUpTo() throws IOException {
    channel.ack(tag, true);
  }

  /// Gives it back to its queue, at once.
  void requeue() throws IOException {
    channel.requeue(tag);
  }

  /// Gives back everything unsettled, by ending the channel: for when settling has failed.
  void abandonChannel() {
    channel.abort();
  }

  boolean sameChannel(Delivery other) {
    return channel == other.channel;
  }
}
