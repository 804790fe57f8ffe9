package elysia.localstack;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A durable quorum queue, used with the plain client.
final class Amqp {
  private Amqp() {}

  private interface Use<T extends @Nullable Object> {
    T on(Channel channel) throws Exception;
  }

  /// Declares the queue and puts a persistent, confirmed message in.
  static void publish(Broker broker, String queue, String text) throws Exception {
    with(
        broker,
        queue,
        channel -> {
          channel.confirmSelect();
          channel.basicPublish(
              "", queue, MessageProperties.PERSISTENT_BASIC, text.getBytes(StandardCharsets.UTF_8));
          channel.waitForConfirmsOrDie(10_000);
          return true;
        });
  }

  /// Declares the queue and takes a message out; null when it is empty.
  static @Nullable String take(Broker broker, String queue) throws Exception {
    return Amqp.<@Nullable String>with(
        broker,
        queue,
        channel -> {
          var message = channel.basicGet(queue, true);
          return message == null ? null : new String(message.getBody(), StandardCharsets.UTF_8);
        });
  }

  private static <T extends @Nullable Object> T with(Broker broker, String queue, Use<T> use)
      throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(broker.amqpUrl());
    try (var connection = factory.newConnection();
        var channel = connection.createChannel()) {
      channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
      return use.on(channel);
    }
  }
}
