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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

  record Exchange(String name, BuiltinExchangeType type) {}

  /// A queue and what feeds it.
  record Queue(String name, Map<String, Object> arguments, List<Binding> bindings) {}

  record Binding(String exchange, String routingKey) {}

  /// Everything that can be published to.
  static final Set<String> EXCHANGES =
      exchanges().stream().map(Exchange::name).collect(Collectors.toUnmodifiableSet());

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
    for (var exchange : exchanges()) {
      all.add(channel -> channel.exchangeDeclare(exchange.name(), exchange.type(), true));
    }
    for (var queue : queues()) {
      all.add(channel -> declare(channel, queue));
    }
    return all;
  }

  private static void declare(Channel channel, Queue queue) throws IOException {
    channel.queueDeclare(queue.name(), true, false, false, queue.arguments());
    for (var binding : queue.bindings()) {
      channel.queueBind(queue.name(), binding.exchange(), binding.routingKey());
    }
  }

  static List<Exchange> exchanges() {
    var all = new ArrayList<Exchange>();
    all.add(new Exchange(Route.INPUT_EXCHANGE, BuiltinExchangeType.TOPIC));
    all.add(new Exchange(Route.COMMAND_EXCHANGE, BuiltinExchangeType.DIRECT));
    all.add(new Exchange(Route.FACT_EXCHANGE, BuiltinExchangeType.TOPIC));
    all.add(new Exchange(PARKED_EXCHANGE, BuiltinExchangeType.DIRECT));
    for (var level : RetryLevel.values()) {
      all.add(new Exchange(level.exchangeName(), BuiltinExchangeType.FANOUT));
    }
    return List.copyOf(all);
  }

  /// In the order in which they are declared.
  static List<Queue> queues() {
    var all = new ArrayList<Queue>();
    for (var domain : WorkQueue.Domain.values()) {
      all.add(parked(domain.parkedQueue()));
    }
    for (var level : RetryLevel.values()) {
      all.add(retry(level));
    }
    for (var queue : WorkQueue.values()) {
      all.add(work(queue));
    }
    return List.copyOf(all);
  }

  private static Queue parked(String name) {
    return new Queue(
        name,
        Map.of("x-queue-type", "quorum", "x-delivery-limit", PARKED_DELIVERY_LIMIT),
        List.of(new Binding(PARKED_EXCHANGE, name)));
  }

  /// No dead-letter routing key: the message's own, its work queue's name, brings it back through
  /// the default exchange.
  private static Queue retry(RetryLevel level) {
    return new Queue(
        level.queueName(),
        Map.of(
            "x-queue-type", "quorum",
            "x-delivery-limit", WORK_DELIVERY_LIMIT,
            "x-message-ttl", level.delay().toMillis(),
            "x-dead-letter-exchange", "",
            "x-dead-letter-strategy", "at-least-once",
            "x-overflow", "reject-publish"),
        List.of(new Binding(level.exchangeName(), "")));
  }

  private static Queue work(WorkQueue queue) {
    var bindings = new ArrayList<Binding>();
    bindings.add(new Binding(Route.COMMAND_EXCHANGE, queue.queueName()));
    for (var key : INPUT.getOrDefault(queue, List.of())) {
      bindings.add(new Binding(Route.INPUT_EXCHANGE, key));
    }
    return new Queue(
        queue.queueName(),
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
            "reject-publish"),
        List.copyOf(bindings));
  }
}
