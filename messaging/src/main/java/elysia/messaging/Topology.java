package elysia.messaging;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Exchanges, queues and bindings, in one place. Everything is durable; all work is in quorum
/// queues. The arguments mean the same on RabbitMQ 3.10 and 4.x and are frozen: a queue that exists
/// with others cannot be declared again. Limits that may change belong into policies.
final class Topology {
  private static final Logger LOG = LoggerFactory.getLogger(Topology.class);

  static final String PARKED_EXCHANGE = "elysia.parked";

  /// The broker's own net under crash loops; our retries are counted in a header. Never -1: 3.10
  /// reads that as "drop at the first redelivery".
  private static final long WORK_DELIVERY_LIMIT = 20;

  /// Looking at a parked message in the management UI counts as a delivery.
  private static final long PARKED_DELIVERY_LIMIT = 1_000_000;

  /// What reaches a queue from outside, beside the commands to it.
  private static final Map<WorkQueue, List<String>> INPUT =
      new EnumMap<>(
          Map.of(
              WorkQueue.MESSAGES_START, List.of("tg.start"),
              WorkQueue.MESSAGES_REPLY, List.of("tg.callback", "tg.member", "tg.other"),
              WorkQueue.PAYMENTS_WEBHOOK, List.of("gw.#"),
              WorkQueue.TRACKING_EVENT, List.of("click.#")));

  /// Everything that can be published to.
  static final Set<String> EXCHANGES = exchanges();

  private Topology() {}

  /// One step of declaring.
  private interface Declaration {
    void on(Channel channel) throws IOException;
  }

  /// Declares what is missing: dead-letter targets before the queues that need them. What the
  /// broker refuses (a queue with other arguments, no permission) is logged and left as it is,
  /// because working with what is there beats not working.
  ///
  /// @return what was refused
  static List<String> declare(Connection connection) throws IOException {
    var refused = new ArrayList<String>();
    var channel = connection.createChannel();
    for (var declaration : declarations()) {
      try {
        declaration.on(channel);
      } catch (IOException | AlreadyClosedException e) {
        if (channel.isOpen() || !connection.isOpen()) {
          throw e; // no answer: not a refusal
        }
        var reason =
            ErrorText.clean(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        LOG.error("[RABBITMQ] O servidor recusou uma declaração: {}", reason);
        refused.add(reason);
        channel = connection.createChannel();
      }
    }
    channel.abort();
    return refused;
  }

  private static List<Declaration> declarations() {
    var all = new ArrayList<Declaration>();
    all.add(c -> c.exchangeDeclare(Route.INPUT_EXCHANGE, BuiltinExchangeType.TOPIC, true));
    all.add(c -> c.exchangeDeclare(Route.COMMAND_EXCHANGE, BuiltinExchangeType.DIRECT, true));
    all.add(c -> c.exchangeDeclare(Route.FACT_EXCHANGE, BuiltinExchangeType.TOPIC, true));
    all.add(c -> c.exchangeDeclare(PARKED_EXCHANGE, BuiltinExchangeType.DIRECT, true));
    for (var domain : WorkQueue.Domain.values()) {
      all.add(c -> declareParked(c, domain.parkedQueue()));
    }
    for (var level : RetryLevel.values()) {
      all.add(c -> declareRetry(c, level));
    }
    for (var queue : WorkQueue.values()) {
      all.add(c -> declareWork(c, queue));
    }
    return all;
  }

  private static void declareParked(Channel channel, String name) throws IOException {
    channel.queueDeclare(
        name,
        true,
        false,
        false,
        Map.of("x-queue-type", "quorum", "x-delivery-limit", PARKED_DELIVERY_LIMIT));
    channel.queueBind(name, PARKED_EXCHANGE, name);
  }

  /// No dead-letter routing key: the message's own, its work queue's name, brings it back through
  /// the default exchange.
  private static void declareRetry(Channel channel, RetryLevel level) throws IOException {
    channel.exchangeDeclare(level.exchangeName(), BuiltinExchangeType.FANOUT, true);
    channel.queueDeclare(
        level.queueName(),
        true,
        false,
        false,
        Map.of(
            "x-queue-type", "quorum",
            "x-delivery-limit", WORK_DELIVERY_LIMIT,
            "x-message-ttl", level.delay().toMillis(),
            "x-dead-letter-exchange", "",
            "x-dead-letter-strategy", "at-least-once",
            "x-overflow", "reject-publish"));
    channel.queueBind(level.queueName(), level.exchangeName(), "");
  }

  private static void declareWork(Channel channel, WorkQueue queue) throws IOException {
    var name = queue.queueName();
    channel.queueDeclare(
        name,
        true,
        false,
        false,
        Map.of(
            "x-queue-type",
            "quorum",
            "x-delivery-limit",
            WORK_DELIVERY_LIMIT,
            "x-dead-letter-exchange",
            PARKED_EXCHANGE,
            "x-dead-letter-routing-key",
            queue.domain().parkedQueue(),
            "x-dead-letter-strategy",
            "at-least-once",
            "x-overflow",
            "reject-publish"));
    channel.queueBind(name, Route.COMMAND_EXCHANGE, name);
    for (var key : INPUT.getOrDefault(queue, List.of())) {
      channel.queueBind(name, Route.INPUT_EXCHANGE, key);
    }
  }

  private static Set<String> exchanges() {
    var names =
        new HashSet<>(
            Set.of(
                Route.INPUT_EXCHANGE,
                Route.COMMAND_EXCHANGE,
                Route.FACT_EXCHANGE,
                PARKED_EXCHANGE));
    for (var level : RetryLevel.values()) {
      names.add(level.exchangeName());
    }
    return Set.copyOf(names);
  }
}
