package elysia.messaging;

import elysia.model.wire.ChangedFact;
import elysia.model.wire.Route;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process's way to RabbitMQ: one publisher and the consumers it asks for. It keeps itself
/// connected for as long as it lives, whatever the broker does, and declares the topology each time
/// it has to repair something.
public final class Broker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final int FACT_PREFETCH = 100;

  private final BrokerConfig config;
  private final Clock clock;
  private final MessagingListener listener;
  private final Connections connections;
  private final ConfirmedPublisher publisher;
  private final Consumers consumers;
  private final Supervisor supervisor;
  private final Suspects suspects;

  /// What the broker refused of the topology, last time it was declared.
  private volatile List<String> refused = List.of();

  /// Begins to connect, and returns without waiting for it: [#state] tells when it is done, until
  /// then publishes are refused.
  public static Broker connect(
      BrokerConfig config, Clock clock, MessagingListener listener, PoisonGuard guard) {
    var broker = new Broker(config, clock, listener, guard);
    broker.supervisor.start();
    return broker;
  }

  /// For a process whose memory ends with it.
  public static Broker connect(BrokerConfig config, Clock clock, MessagingListener listener) {
    return connect(config, clock, listener, PoisonGuard.none());
  }

  private Broker(BrokerConfig config, Clock clock, MessagingListener listener, PoisonGuard guard) {
    this.config = config;
    this.clock = clock;
    this.listener = listener;
    this.connections = new Connections(config);
    this.supervisor = new Supervisor("amqp-supervisor", config.watch().every(), this::repair);
    this.suspects = new Suspects(guard);
    this.publisher = new ConfirmedPublisher(config, connections, clock, listener, supervisor::wake);
    this.consumers = new Consumers(config, connections, supervisor::wake);
  }

  public Publisher publisher() {
    return publisher;
  }

  /// Hands the deliveries of a queue to a handler, from now until [#close].
  public void consume(Subscription subscription) {
    var queue = subscription.queue();
    var settler = new Settler(queue, publisher, clock, config.timeScale(), listener);
    var watch = new HoldWatch(config.watch().holdLimit());
    var runner =
        switch (subscription) {
          case Subscription.Single<?> single ->
              new ConsumerRunner<>(single, settler, suspects, watch);
          case Subscription.Batched<?> batched ->
              new BatchRunner<>(batched, settler, suspects, watch);
        };
    int prefetch =
        switch (subscription) {
          case Subscription.Single<?> single -> single.concurrency();
          case Subscription.Batched<?> batched -> 2 * batched.concurrency();
        };
    consumers.add(
        new QueueConsumer(
            queue.queueName(), prefetch, channel -> {}, runner, clock, supervisor::wake));
  }

  /// Tells `listener` of every fact `*.changed` from now on, one at a time. Facts that are
  /// published while we are not connected are missed.
  ///
  /// @param instance names this process among its kind; two at once may not share it
  public void onFacts(String instance, Consumer<ChangedFact> listener) {
    var queueName = "ingress.changes." + instance;
    QueueConsumer.Declaration declaration =
        channel -> {
          channel.queueDeclare(queueName, false, true, true, null);
          channel.queueBind(queueName, Route.FACT_EXCHANGE, "#.changed");
        };
    consumers.add(
        new QueueConsumer(
            queueName,
            FACT_PREFETCH,
            declaration,
            new FactRunner(listener),
            clock,
            supervisor::wake));
  }

  /// Moves parked messages back to where they came from.
  ///
  /// @throws IOException when the broker does not take a copy; what was moved before stays moved
  public Redrive.Result redrive(Redrive.Order order) throws IOException, InterruptedException {
    return new Redrive(connections, publisher, clock).run(order);
  }

  public BrokerState state() {
    var problems =
        Stream.concat(supervisor.problem().stream(), refused.stream())
            .reduce((one, other) -> one + "; " + other);
    return new BrokerState(publisher.ready(), publisher.blocked(), consumers.state(), problems);
  }

  /// Publishing and consuming do not wait for each other's luck: each is tried, then the first
  /// failure is told.
  private void repair() throws IOException {
    if (!publisher.whole() || !consumers.whole()) {
      declareTopology();
    }
    try {
      publisher.tend();
    } finally {
      consumers.tend();
    }
  }

  private void declareTopology() throws IOException {
    var connection = connections.open("topology", () -> {});
    try {
      refused = Topology.declare(connection);
    } finally {
      connection.abort(Connections.ABORT_TIMEOUT_MS);
    }
  }

  /// Lets the running handlers finish, at most the drain timeout; what was not started, or not
  /// finished, is delivered again to somebody else.
  @Override
  public void close() {
    supervisor.stop(STOP_TIMEOUT);
    consumers.drain();
    publisher.close();
    LOG.info("[RABBITMQ] Conexão encerrada");
  }
}
