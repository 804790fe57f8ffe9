package elysia.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// PostgreSQL and RabbitMQ of one state folder, for the launcher. What the environment names is
/// used as it is, never started or stopped: `DATABASE_URL`, `RABBITMQ_URL` and
/// `RABBITMQ_MANAGEMENT_URL`.
///
/// Both servers run on when this process ends; [#stop] finds them by their folder, so it doesn't
/// matter whether who started them still lives.
final class LocalStack {
  private final Path folder;
  private final Map<String, String> environment;
  private final PostgresNode postgres;
  private final RabbitNode rabbit;

  LocalStack(Path folder, Map<String, String> environment) {
    this.folder = folder.toAbsolutePath();
    this.environment = environment;
    this.postgres = PostgresNode.in(this.folder.resolve("postgres"));
    this.rabbit = RabbitNode.in(this.folder.resolve("rabbitmq"));
  }

  /// Starts or adopts what is not given and returns when all answers. `stack.env` with the
  /// addresses appears when PostgreSQL is ready: migrations need not wait for RabbitMQ, which takes
  /// longer.
  void start() throws IOException, InterruptedException, SQLException {
    var addresses = folder.resolve("stack.env");
    Files.createDirectories(folder);
    Files.deleteIfExists(addresses);
    var givenDatabase = environment.get("DATABASE_URL");
    var givenBroker = environment.get("RABBITMQ_URL");
    if (givenBroker == null) {
      rabbit.launch();
    }
    if (givenDatabase == null) {
      postgres.start();
    }
    StateFiles.writePrivate(addresses, addresses(givenDatabase, givenBroker));
    if (givenBroker == null) {
      rabbit.awaitReady();
    }
  }

  /// Ends what [#start] began, in good order.
  void stop() throws IOException, InterruptedException {
    postgres.stop();
    rabbit.stop();
    Files.deleteIfExists(folder.resolve("stack.env"));
  }

  /// Ends both on the spot and deletes the folder.
  void discard() throws IOException, InterruptedException {
    postgres.kill();
    rabbit.kill();
    StateFiles.delete(folder);
  }

  private String addresses(@Nullable String givenDatabase, @Nullable String givenBroker)
      throws IOException {
    var databaseUrl = givenDatabase == null ? postgres.database().url() : givenDatabase;
    if (givenBroker != null) {
      var management = environment.getOrDefault("RABBITMQ_MANAGEMENT_URL", "");
      return lines(databaseUrl, givenBroker, management);
    }
    var broker = rabbit.broker();
    return lines(databaseUrl, broker.amqpUrl().toString(), broker.managementUrl().toString());
  }

  private static String lines(String databaseUrl, String amqpUrl, String managementUrl) {
    return """
    DATABASE_URL=%s
    RABBITMQ_URL=%s
    RABBITMQ_MANAGEMENT_URL=%s
    """
        .formatted(databaseUrl, amqpUrl, managementUrl);
  }
}
