package elysia.messaging;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// All consumers of a process, on one connection.
final class Consumers {
  private final BrokerConfig config;
  private final Connections connections;
  private final Runnable wakeSupervisor;
  private final List<QueueConsumer> all = new CopyOnWriteArrayList<>();
  private volatile @Nullable Connection connection;

  Consumers(BrokerConfig config, Connections connections, Runnable wakeSupervisor) {
    this.config = config;
    this.connections = connections;
    this.wakeSupervisor = wakeSupervisor;
  }

  void add(QueueConsumer consumer) {
    all.add(consumer);
    wakeSupervisor.run();
  }

  /// Whether there is nothing to tend to, as far as this side can tell.
  boolean whole() {
    return all.stream().allMatch(QueueConsumer::consuming);
  }

  /// Each queue, and whether its deliveries reach us and are worked on.
  Map<String, Boolean> state() {
    var state = new HashMap<String, Boolean>();
    for (var consumer : all) {
      boolean works = consumer.consuming() && !consumer.frozen();
      state.merge(consumer.queueName(), works, Boolean::logicalAnd);
    }
    return state;
  }

  /// Connects, asks for each consumer that seems well, opens each one that is not. One that cannot
  /// be opened does not keep the others from it. Only for the supervisor, which has just declared
  /// the topology.
  void tend() throws IOException {
    if (all.isEmpty()) {
      return;
    }
    all.forEach(QueueConsumer::interruptFrozen);
    var current = connection;
    if (current == null || !current.isOpen()) {
      current = connect(current);
    }
    IOException failure = null;
    for (var consumer : all) {
      try {
        tend(consumer, current);
      } catch (IOException | RuntimeException e) {
        failure = new IOException("cannot consume " + consumer.queueName(), e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void tend(QueueConsumer consumer, Connection current) throws IOException {
    if (consumer.consuming()) {
      consumer.check(current);
    }
    if (!consumer.consuming()) {
      var tag = config.connectionName().replace('/', '@') + "/" + consumer.queueName();
      consumer.open(current, tag);
    }
  }

  private Connection connect(@Nullable Connection old) throws IOException {
    if (old != null) {
      old.abort(Connections.ABORT_TIMEOUT_MS);
    }
    var fresh = connections.open("consume", wakeSupervisor);
    connection = fresh;
    return fresh;
  }

  /// Stops taking, waits for what is running, gives the rest back. The supervisor must have
  /// stopped.
  void drain() {
    all.forEach(QueueConsumer::cancel);
    all.forEach(QueueConsumer::stop);
    long deadline = System.nanoTime() + config.drainTimeout().toNanos();
    for (var consumer : all) {
      consumer.awaitIdle(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
    var current = connection;
    if (current != null) {
      current.abort(Connections.ABORT_TIMEOUT_MS);
    }
  }
}
