package elysia.panel.cli;

import elysia.messaging.Broker;
import elysia.messaging.BrokerConfig;
import elysia.messaging.MessagingListener;
import elysia.messaging.Redrive;
import elysia.model.wire.WorkQueue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `redrive`: moves parked messages back to the queues they came from. It talks to the broker
/// itself, so it works while no deployable runs.
@Command(
    name = "redrive",
    description = "Devolve as mensagens estacionadas às filas de onde vieram.")
final class RedriveCommand implements Callable<Integer> {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

  private final Map<String, String> environment;
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILA",
      description = "parked.messages, parked.payments, parked.tracking; sem nenhuma, todas.")
  private List<String> queues = List.of();

  @Option(names = "--origin", description = "Só o que veio desta fila, como messages.start.")
  private @Nullable String origin;

  @Option(names = "--limit", description = "No máximo tantas de cada fila.")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--dry-run", description = "Só conta, nada se move.")
  private boolean dryRun;

  /// @param environment `RABBITMQ_URL`
  RedriveCommand(Map<String, String> environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    var url = environment.get("RABBITMQ_URL");
    if (url == null) {
      throw new CommandException(
          "Falta RABBITMQ_URL: amqp://usuario:senha@servidor:porta/vhost, ou rode ./elysia up");
    }
    var from = origin == null ? Optional.<WorkQueue>empty() : Optional.of(workQueue(origin));
    var domains = domains();
    var config = BrokerConfig.of(url, "redrive/local");
    try (var broker = Broker.connect(config, Clock.systemUTC(), MessagingListener.none())) {
      awaitReady(broker);
      for (var domain : domains) {
        print(domain, broker.redrive(new Redrive.Order(domain, from, limit, dryRun)));
      }
      return 0;
    } catch (IOException e) {
      throw new CommandException("O RabbitMQ não aceitou tudo, rode de novo: " + e.getMessage(), e);
    }
  }

  private List<WorkQueue.Domain> domains() {
    var all = List.of(WorkQueue.Domain.values());
    if (queues.isEmpty()) {
      return all;
    }
    return queues.stream().map(queue -> domain(queue, all)).toList();
  }

  private static WorkQueue.Domain domain(String queue, List<WorkQueue.Domain> all) {
    return all.stream()
        .filter(domain -> domain.parkedQueue().equals(queue))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "Não há fila "
                        + queue
                        + ", só "
                        + all.stream().map(WorkQueue.Domain::parkedQueue).toList()));
  }

  private static WorkQueue workQueue(String name) {
    return WorkQueue.named(name)
        .orElseThrow(
            () ->
                new CommandException(
                    "Não há fila "
                        + name
                        + ", só "
                        + Arrays.stream(WorkQueue.values()).map(WorkQueue::queueName).toList()));
  }

  private static void awaitReady(Broker broker) throws InterruptedException {
    long deadline = System.nanoTime() + CONNECT_LIMIT.toNanos();
    while (!broker.publisher().ready()) {
      if (System.nanoTime() > deadline) {
        throw new CommandException(
            "O RabbitMQ não responde: " + broker.state().lastProblem().orElse("sem conexão"));
      }
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  private void print(WorkQueue.Domain domain, Redrive.Result result) {
    if (result.moved().isEmpty() && result.unknownOrigin() == 0) {
      console.line(domain.parkedQueue() + ": nada a devolver");
    }
    result.moved().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            moved ->
                console.line(
                    "%s: %d %s a %s"
                        .formatted(
                            domain.parkedQueue(),
                            moved.getValue(),
                            dryRun ? "seriam devolvidas" : "devolvidas",
                            moved.getKey().queueName())));
    if (result.unknownOrigin() > 0) {
      console.line(
          "%s: %d sem origem conhecida ficaram"
              .formatted(domain.parkedQueue(), result.unknownOrigin()));
    }
  }
}
