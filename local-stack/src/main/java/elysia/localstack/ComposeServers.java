package elysia.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The services of docker-compose.yml, on loopback ports of their own. A project name made of the
/// folder keeps those of several checkouts apart; their data lie in its volumes.
final class ComposeServers implements Servers {
  private static final String USER = "elysia";
  private static final Duration UP_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

  private final Path folder;
  private final Map<String, String> environment;

  /// @param environment what `docker` sees besides our own environment
  ComposeServers(Path folder, Map<String, String> environment) {
    this.folder = folder.resolve("docker");
    this.environment = environment;
  }

  /// Whether there are data of an earlier run.
  boolean begun() {
    return Files.exists(folder);
  }

  @Override
  public void launch(Set<Server> which) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (Ports.kept(portsFile()).isEmpty()) {
      Ports.claim(portsFile(), 3);
    }
    var words = new ArrayList<>(List.of("up", "--detach", "--wait"));
    which.stream().sorted().forEach(server -> words.add(server.name().toLowerCase(Locale.ROOT)));
    compose(UP_LIMIT, words);
  }

  /// `--wait` has waited for both.
  @Override
  public void awaitReady() {}

  @Override
  public Database database() throws IOException {
    return new Database("127.0.0.1", ports().getFirst(), USER, password(), USER);
  }

  @Override
  public Broker broker() throws IOException {
    return new Broker(
        URI.create("amqp://%s:%s@127.0.0.1:%d".formatted(USER, password(), ports().get(1))),
        URI.create("http://127.0.0.1:" + ports().get(2)));
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    compose(STOP_LIMIT, List.of("stop"));
  }

  @Override
  public void discard() throws IOException, InterruptedException {
    compose(STOP_LIMIT, List.of("down", "--volumes", "--timeout", "0"));
  }

  private void compose(Duration limit, List<String> words)
      throws IOException, InterruptedException {
    var root = Checkout.root();
    var all = new ArrayList<>(List.of("compose", "--project-name", project()));
    all.addAll(List.of("--file", root.resolve("docker-compose.yml").toString()));
    all.addAll(List.of("--file", root.resolve("deploy/compose-local.yml").toString()));
    all.addAll(words);
    new Docker(folder, variables()).run(limit, all);
  }

  private Map<String, String> variables() throws IOException {
    var variables = new HashMap<>(environment);
    variables.put("POSTGRES_PASSWORD", password());
    variables.put("RABBITMQ_PASSWORD", password());
    variables.put("LOCAL_POSTGRES_PORT", ports().get(0).toString());
    variables.put("LOCAL_RABBITMQ_PORT", ports().get(1).toString());
    variables.put("RABBITMQ_MANAGEMENT_PORT", ports().get(2).toString());
    // the deployables run outside, but compose wants to know all that the file names
    for (var name : List.of("ELYSIA_SECRET_KEY", "ADMIN_API_TOKEN", "PUBLIC_BASE_URL")) {
      variables.put(name, "unused");
    }
    return variables;
  }

  private String project() {
    return "elysia-" + Integer.toHexString(folder.toString().hashCode());
  }

  private List<Integer> ports() throws IOException {
    return Ports.kept(portsFile());
  }

  private Path portsFile() {
    return folder.resolve("ports");
  }

  private String password() throws IOException {
    return StateFiles.secret(folder.resolve("password"));
  }
}
