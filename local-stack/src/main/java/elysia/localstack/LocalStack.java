package elysia.localstack;

import elysia.localstack.Servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// PostgreSQL and RabbitMQ of one state folder. What the environment names is used as it is, never
/// started or stopped: `DATABASE_URL`, and `RABBITMQ_URL` with `RABBITMQ_MANAGEMENT_URL`.
///
/// The rest runs in Docker where that is to be had, else native, and stays where it once began.
/// Both servers run on when this process ends; [#stop] finds them by their folder.
final class LocalStack {
  private final Path folder;
  private final Map<String, String> environment;
  private final NativeServers natives;
  private final ComposeServers compose;

  LocalStack(Path folder, Map<String, String> environment) {
    this.folder = folder.toAbsolutePath();
    this.environment = environment;
    this.natives = new NativeServers(this.folder);
    this.compose = new ComposeServers(this.folder, environment);
  }

  /// Starts or adopts what is not given. On return PostgreSQL is ready, RabbitMQ on its way
  /// ([#awaitReady]); the addresses of both come back and are in `stack.env` too.
  Map<String, String> launch() throws IOException, InterruptedException, SQLException {
    Files.createDirectories(folder);
    var needed = needed();
    if (!needed.isEmpty()) {
      choose().launch(needed);
    }
    var addresses = addresses();
    var lines =
        addresses.entrySet().stream()
            .map(address -> address.getKey() + "=" + address.getValue() + "\n")
            .collect(Collectors.joining());
    StateFiles.writePrivate(addressFile(), lines);
    return addresses;
  }

  /// Whether there are data of an earlier run.
  boolean begun() {
    return natives.begun() || compose.begun();
  }

  /// A daemon is asked only before the first run.
  Servers choose() throws InterruptedException {
    return !begun() && new Docker(folder, environment).usable(System.err) ? compose : servers();
  }

  private Servers servers() {
    return compose.begun() ? compose : natives;
  }

  private Set<Server> needed() {
    var needed = EnumSet.noneOf(Server.class);
    if (!given("DATABASE_URL")) {
      needed.add(Server.POSTGRES);
    }
    if (!given("RABBITMQ_URL")) {
      needed.add(Server.RABBITMQ);
    }
    return needed;
  }

  /// Returns when RabbitMQ is ready too.
  void awaitReady() throws IOException, InterruptedException {
    if (!given("RABBITMQ_URL")) {
      servers().awaitReady();
    }
  }

  /// Ends what [#launch] began, in good order.
  void stop() throws IOException, InterruptedException {
    servers().stop();
    Files.deleteIfExists(addressFile());
  }

  /// Ends both on the spot and deletes the folder.
  void discard() throws IOException, InterruptedException {
    servers().discard();
    StateFiles.delete(folder);
  }

  /// For a person: where RabbitMQ's management page is and how to enter.
  String managementAddress() throws IOException {
    if (given("RABBITMQ_URL")) {
      return environment.getOrDefault("RABBITMQ_MANAGEMENT_URL", "(do servidor em RABBITMQ_URL)");
    }
    var broker = servers().broker();
    return broker.managementUrl()
        + "  (usuário "
        + broker.user()
        + ", senha em .elysia/"
        + (compose.begun() ? "docker" : "rabbitmq")
        + "/password)";
  }

  private Map<String, String> addresses() throws IOException {
    var addresses = new LinkedHashMap<String, String>();
    if (!given("DATABASE_URL")) {
      addresses.put("DATABASE_URL", servers().database().url());
    }
    if (!given("RABBITMQ_URL")) {
      var broker = servers().broker();
      addresses.put("RABBITMQ_URL", broker.amqpUrl().toString());
      addresses.put("RABBITMQ_MANAGEMENT_URL", broker.managementUrl().toString());
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
