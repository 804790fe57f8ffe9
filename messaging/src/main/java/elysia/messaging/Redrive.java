package elysia.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Moves parked messages back to the queues they came from, where they start again at attempt 1.
///
/// A message leaves the parked queue once its copy is confirmed, so a move that is killed loses
/// nothing and doubles at most one message, which the inbox absorbs. Those that stay are only
/// looked at: they lie in the queue again when the move ends.
public final class Redrive {
  /// What to move.
  ///
  /// @param domain whose parked queue
  /// @param origin only what came from this queue; empty for all
  /// @param limit how many at most
  /// @param dryRun only count
  public record Order(
      WorkQueue.Domain domain, Optional<WorkQueue> origin, long limit, boolean dryRun) {}

  /// What came of it, by origin: moved (or movable, when only counted), and how many stayed because
  /// nobody knows their origin.
  public record Result(Map<WorkQueue, Long> moved, long unknownOrigin) {
    public Result {
      moved = Map.copyOf(moved);
    }
  }

  private final Connections connections;
  private final Publisher publisher;
  private final Clock clock;

  Redrive(Connections connections, Publisher publisher, Clock clock) {
    this.connections = connections;
    this.publisher = publisher;
    this.clock = clock;
  }

  /// @throws IOException when the broker does not take a copy; what was moved before stays moved
  Result run(Order order) throws IOException, InterruptedException {
    var connection = connections.open("redrive", () -> {});
    try {
      return run(order, connection.createChannel());
    } finally {
      connection.abort(Connections.ABORT_TIMEOUT_MS);
    }
  }

  private Result run(Order order, Channel parked) throws IOException, InterruptedException {
    var queue = order.domain().parkedQueue();
    var moved = new EnumMap<WorkQueue, Long>(WorkQueue.class);
    long unknown = 0;
    long total = 0;
    // what is parked meanwhile is not looked at, or a message that fails at once would go round
    for (long left = parked.messageCount(queue); left > 0 && total < order.limit(); left--) {
      var message = parked.basicGet(queue, false);
      if (message == null) {
        break;
      }
      var origin = origin(message.getProps());
      if (origin.isEmpty()) {
        unknown++;
      } else if (order.origin().isEmpty() || order.origin().equals(origin)) {
        if (!order.dryRun()) {
          move(message, origin.get());
          parked.basicAck(message.getEnvelope().getDeliveryTag(), false);
        }
        moved.merge(origin.get(), 1L, Long::sum);
        total++;
      }
    }
    return new Result(moved, unknown);
  }

  private void move(GetResponse message, WorkQueue origin)
      throws IOException, InterruptedException {
    var context = Headers.context(message.getProps(), clock.instant());
    var headers = new HashMap<>(context.headers());
    headers.put(Headers.FIRST_SENT_MS, Long.toString(context.publishedAt().toEpochMilli()));
    var copy =
        new OutgoingMessage(
            new Route(Route.COMMAND_EXCHANGE, origin.queueName()),
            context.messageId(),
            context.type(),
            headers,
            message.getBody());
    var result = publisher.publish(copy);
    if (!result.confirmed()) {
      throw new IOException("the copy for " + origin.queueName() + " was not confirmed: " + result);
    }
  }

  /// Where it was parked from: what our copy says, else the last work queue that the broker took it
  /// out of.
  private static Optional<WorkQueue> origin(BasicProperties properties) {
    var headers = properties.getHeaders();
    if (headers == null) {
      return Optional.empty();
    }
    return workQueue(headers.get(Headers.ORIGIN)).or(() -> lastDeath(headers.get(Headers.DEATHS)));
  }

  /// @param deaths a list of tables, the newest first
  private static Optional<WorkQueue> lastDeath(@Nullable Object deaths) {
    if (!(deaths instanceof List<?> list)) {
      return Optional.empty();
    }
    return list.stream()
        .flatMap(death -> death instanceof Map<?, ?> table ? Stream.of(table) : Stream.empty())
        .flatMap(table -> workQueue(table.get("queue")).stream())
        .findFirst();
  }

  private static Optional<WorkQueue> workQueue(@Nullable Object name) {
    return name == null ? Optional.empty() : WorkQueue.named(name.toString());
  }
}
