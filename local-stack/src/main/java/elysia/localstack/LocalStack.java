package elysia.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// PostgreSQL and RabbitMQ of one state folder. What the environment names is used as it is, never
/// started or stopped: `DATABASE_URL`, and `RABBITMQ_URL` with `RABBITMQ_MANAGEMENT_URL`.
///
/// Both servers run on when this process ends; [#stop] finds them by their folder.
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

  /// Starts or adopts what is not given. On return PostgreSQL is ready, RabbitMQ on its way
  /// ([#awaitReady]); the addresses of both come back and are in `stack.env` too.
  Map<String, String> launch() throws IOException, InterruptedException, SQLException {
    Files.createDirectories(folder);
    if (!given("RABBITMQ_URL")) {
      rabbit.launch();
    }
    if (!given("DATABASE_URL")) {
      postgres.start();
    }
    var addresses = addresses();
    var lines =
        addresses.entrySet().stream()
            .map(address -> address.getKey() + "=" + address.getValue() + "\n")
            .collect(Collectors.joining());
    StateFiles.writePrivate(addressFile(), lines);
    return addresses;
  }

  /// Returns when RabbitMQ is ready too.
  void awaitReady() throws IOException, InterruptedException {
    if (!given("RABBITMQ_URL")) {
      rabbit.awaitReady();
    }
  }

  /// Ends what [#launch] began, in good order.
  void stop() throws IOException, InterruptedException {
    postgres.stop();
    rabbit.stop();
    Files.deleteIfExists(addressFile());
  }

  /// Ends both on the spot and deletes the folder.
  void discard() throws IOException, InterruptedException {
    postgres.kill();
    rabbit.kill();
    StateFiles.delete(folder);
  }

  /// For a person: where RabbitMQ's management page is and how to enter.
  String managementAddress() throws IOException {
    return given("RABBITMQ_URL")
        ? environment.getOrDefault("RABBITMQ_MANAGEMENT_URL", "(do servidor em RABBITMQ_URL)")
        : rabbit.broker().managementUrl()
            + "  (usuário "
            + rabbit.broker().user()
            + ", senha em .elysia/rabbitmq/password)";
  }

  private Map<String, String> addresses() throws IOException {
    var addresses = new LinkedHashMap<String, String>();
    if (!given("DATABASE_URL")) {
      addresses.put("DATABASE_URL", postgres.database().url());
    }
    if (!given("RABBITMQ_URL")) {
      addresses.put("RABBITMQ_URL", rabbit.broker().amqpUrl().toString());
      addresses.put("RABBITMQ_MANAGEMENT_URL", rabbit.broker().managementUrl().toString());
    }
    return addresses;
  }

  private boolean given(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  private Path addressFile() {
    return folder.resolve("stack.env");
  }
}
