package elysia.localstack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `./elysia up` and `down`: PostgreSQL, RabbitMQ and the deployables on this machine.
///
/// [#down] ends all of it by the files in `.elysia/`, whether who called [#up] still lives or not;
/// [LocalElysia], for tests and benches, ends with its JVM.
final class LastingElysia {
  private static final Duration MIGRATION_LIMIT = Duration.ofMinutes(30);
  private static final Duration SEED_LIMIT = Duration.ofMinutes(1);
  private static final Duration DOWN_LIMIT = Duration.ofMinutes(2);

  private final Path folder = Checkout.stateFolder();
  private final Path jars = Checkout.distribution();
  private final Map<String, String> environment;
  private final LocalStack stack;
  private final List<DetachedProcess> all;
  private final PrintStream out;

  LastingElysia(Map<String, String> environment, PrintStream out) {
    this.environment = new HashMap<>(environment);
    this.stack = new LocalStack(folder, environment);
    this.all = new ArrayList<>();
    all.add(deployable("sandbox", "SANDBOX_PORT"));
    LocalElysia.PORT_VARIABLES.forEach((name, variable) -> all.add(deployable(name, variable)));
    this.out = out;
  }

  /// Starts the servers and these deployables and returns when all are ready. RabbitMQ takes
  /// longest: meanwhile the database is migrated and the deployables begin to start.
  void up(List<DetachedProcess> deployables)
      throws IOException, InterruptedException, SQLException {
    for (var place : List.of("run", "log")) {
      Files.createDirectories(folder.resolve(place));
    }
    Files.writeString(launcherFile(), Long.toString(ProcessHandle.current().pid()));
    stopDeployables(); // of an `up` that was killed
    requireFreePorts(deployables);
    if (seedable(deployables)) {
      Files.writeString(seedMark(), "");
    }

    out.println("Subindo PostgreSQL e RabbitMQ...");
    environment.putAll(stack.launch());
    migrate();
    out.println("Subindo a Elysia...");
    for (var deployable : deployables) {
      deployable.start(environment);
    }
    stack.awaitReady();
    for (var deployable : deployables) {
      deployable.awaitReady();
    }
    seed(deployables);
  }

  List<DetachedProcess> withSandbox() {
    return all;
  }

  List<DetachedProcess> withoutSandbox() {
    return all.stream().filter(deployable -> !deployable.name().equals("sandbox")).toList();
  }

  /// Shows what the deployables log and tells when one ends; returns when none is left.
  void follow(List<DetachedProcess> deployables) throws IOException, InterruptedException {
    var logs = new ArrayList<LogFollower>();
    for (var deployable : deployables) {
      logs.add(new LogFollower(deployable.log()));
    }
    var living = new ArrayList<>(deployables);
    while (!living.isEmpty()) {
      for (var log : logs) {
        log.copyNews(out);
      }
      for (var deployable : List.copyOf(living)) {
        if (!deployable.alive()) {
          living.remove(deployable);
          out.println("[ERRO] " + deployable.name() + " parou sozinho, veja " + deployable.log());
        }
      }
      Thread.sleep(Duration.ofMillis(300));
    }
  }

  /// Ends everything and returns when it has ended. A living launcher does it itself.
  void down() throws IOException, InterruptedException {
    var launcher = launcher();
    if (launcher.isPresent()) {
      launcher.get().askToEnd();
      Await.until(DOWN_LIMIT, () -> launcher().isEmpty());
    }
    stop();
  }

  /// Whether what runs will write its start caches when it ends.
  boolean leavesCaches() throws IOException {
    for (var deployable : all) {
      if (deployable.alive() && !StartCache.fits(deployable.jar())) {
        return true;
      }
    }
    return false;
  }

  /// Ends what runs here, whoever started it.
  void stop() throws IOException, InterruptedException {
    stopDeployables();
    stack.stop();
    Files.deleteIfExists(launcherFile());
  }

  /// The process of a running `up`.
  Optional<ServerProcess> launcher() throws IOException {
    return ServerProcess.read(
        launcherFile(), "cmdline", jars.resolve("local-stack.jar") + "\0up\0");
  }

  /// Where a person finds what.
  String addresses() throws IOException {
    var lines = new ArrayList<String>();
    for (var deployable : all) {
      if (deployable.alive()) {
        lines.add(address(deployable));
      }
    }
    lines.add("Filas (RabbitMQ)    " + stack.managementAddress());
    lines.add("Métricas            /prometheus em cada porta acima");
    lines.add("Logs                " + folder.resolve("log"));
    return "\n  " + String.join("\n  ", lines) + "\n";
  }

  private static String address(DetachedProcess deployable) {
    var url = "http://127.0.0.1:" + deployable.port();
    return switch (deployable.name()) {
      case "sandbox" -> "Celular de teste    " + url + "/";
      case "panel" -> "API do painel       " + url + "/api/v1  (token em .elysia/secrets.env)";
      default -> "%-19s %s".formatted(deployable.name(), url);
    };
  }

  private DetachedProcess deployable(String name, String portVariable) {
    var port = environment.get(portVariable);
    if (port == null) {
      throw new IllegalArgumentException(portVariable + " expected, the launcher sets it");
    }
    return new DetachedProcess(
        folder, jars.resolve(name + ".jar"), name, portVariable, Integer.parseInt(port));
  }

  private void stopDeployables() throws IOException, InterruptedException {
    for (var deployable : all) {
      deployable.askToEnd();
    }
    for (var deployable : all) {
      deployable.stop();
    }
  }

  private static void requireFreePorts(List<DetachedProcess> deployables) {
    for (var deployable : deployables) {
      if (!Ports.free(deployable.port())) {
        throw new UnavailableException(
            "A porta %d já está em uso. Pare o outro programa ou escolha outra porta: %s=%d ./elysia up"
                .formatted(deployable.port(), deployable.portVariable(), deployable.port() + 1000));
      }
    }
  }

  /// The demo bot is for a database that we make ourselves, and for the sandbox.
  private boolean seedable(List<DetachedProcess> deployables) {
    return deployables.size() == all.size()
        && environment.getOrDefault("DATABASE_URL", "").isBlank()
        && !stack.begun();
  }

  private void migrate() throws IOException, InterruptedException {
    if (!run(MIGRATION_LIMIT, "elysia.db.migration.MigrateMain")) {
      throw new UnavailableException("A migração do banco falhou.");
    }
  }

  /// Makes the demo bot at first; later only connects the bots again, which a new sandbox does not
  /// know.
  private void seed(List<DetachedProcess> deployables) throws IOException, InterruptedException {
    if (deployables.size() == all.size() && Files.exists(seedMark())) {
      run(SEED_LIMIT, "elysia.panel.cli.ElysiaCli", "demo", "seed");
    }
  }

  /// Runs one of the panel's programs to its end and shows what it says; false when it failed.
  private boolean run(Duration limit, String... mainClassAndArguments)
      throws IOException, InterruptedException {
    var words = DetachedProcess.java("-cp", jars.resolve("panel.jar").toString());
    words.addAll(List.of(mainClassAndArguments));
    var result = new Command(folder, environment, words).run(limit);
    out.print(result.output());
    return result.exitCode() == 0;
  }

  private Path seedMark() {
    return folder.resolve("demo");
  }

  private Path launcherFile() {
    return folder.resolve("run/up.pid");
  }
}
