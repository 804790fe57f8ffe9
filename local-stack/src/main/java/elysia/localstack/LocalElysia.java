package elysia.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The deployables as processes, on a database and a vhost of their own: for tests of the whole and
/// for benches.
public final class LocalElysia implements AutoCloseable {
  /// The deployables and the variable of each one's port.
  static final Map<String, String> PORT_VARIABLES = portVariables();

  private final Database database;
  private final Broker broker;
  private final Map<String, String> environment;
  private final Map<String, Integer> ports;
  private final Map<String, JarProcess> processes = new LinkedHashMap<>();
  private final StartCache cache;
  private final Path logs;

  private LocalElysia(
      Database database,
      Broker broker,
      Map<String, String> outside,
      Map<String, Integer> ports,
      StartCache cache)
      throws IOException {
    this.database = database;
    this.broker = broker;
    this.ports = ports;
    this.cache = cache;
    this.logs = Files.createTempDirectory(TestStack.folder(), "logs");
    environment = new HashMap<>(outside);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("DATABASE_URL", database.url());
    environment.put("RABBITMQ_URL", broker.amqpUrl().toString());
    environment.put("RABBITMQ_MANAGEMENT_URL", broker.managementUrl().toString());
    environment.put("ELYSIA_SECRET_KEY", random());
    environment.putIfAbsent("ADMIN_API_TOKEN", random());
    environment.put("MEDIA_URL", logs.resolveSibling("media").toUri().toString());
    environment.put("PUBLIC_BASE_URL", "http://127.0.0.1:" + known(ports, "ingress"));
  }

  /// Free ports for all deployables, known before anything starts: the outside needs some of them.
  public static Map<String, Integer> freePorts() throws IOException {
    var ports = new HashMap<String, Integer>();
    for (var name : PORT_VARIABLES.keySet()) {
      ports.put(name, Ports.any());
    }
    return ports;
  }

  private static Map<String, String> portVariables() {
    var variables = new LinkedHashMap<String, String>(); // in the order of their start
    variables.put("panel", "PANEL_PORT");
    variables.put("ingress", "INGRESS_PORT");
    variables.put("worker-messages", "MESSAGES_PORT");
    variables.put("worker-payments", "PAYMENTS_PORT");
    variables.put("worker-tracking", "TRACKING_PORT");
    return Collections.unmodifiableMap(variables);
  }

  /// Migrates the database, then starts all deployables and waits until they are ready.
  ///
  /// @param outside further variables, such as the sandbox's addresses; an `ADMIN_API_TOKEN` that
  ///   the sandbox has to know first
  public static LocalElysia start(
      Map<String, Integer> ports, Map<String, String> outside, StartCache cache, Database database)
      throws IOException, InterruptedException {
    var elysia = new LocalElysia(database, TestStack.rabbit().newVhost(), outside, ports, cache);
    try {
      elysia.run("elysia.db.migration.MigrateMain");
      for (var name : PORT_VARIABLES.keySet()) {
        elysia.startProcess(name);
      }
      return elysia;
    } catch (IOException | InterruptedException | RuntimeException e) {
      elysia.close();
      throw e;
    }
  }

  /// Starts a deployable, again after a kill.
  public JarProcess startProcess(String name) throws IOException, InterruptedException {
    var process =
        JarProcess.start(
            name,
            known(PORT_VARIABLES, name),
            known(ports, name),
            environment,
            cache,
            logs.resolve(name + ".log"));
    processes.put(name, process);
    return process;
  }

  /// Starts a second one of a deployable beside the first, on a port of its own.
  public JarProcess startSecond(String name) throws IOException, InterruptedException {
    var process =
        JarProcess.start(
            name,
            known(PORT_VARIABLES, name),
            Ports.any(),
            environment,
            cache,
            logs.resolve(name + "-2.log"));
    processes.put(name + "-2", process);
    return process;
  }

  /// Runs an operator's command, `bot add ...`, and returns what it printed.
  ///
  /// @throws IOException when it fails, with its output
  public String command(String... arguments) throws IOException, InterruptedException {
    return run("elysia.panel.cli.ElysiaCli", arguments);
  }

  public JarProcess process(String name) {
    return known(processes, name);
  }

  public Map<String, JarProcess> processes() {
    return Map.copyOf(processes);
  }

  public URI ingress() {
    return URI.create(known(environment, "PUBLIC_BASE_URL"));
  }

  public URI panel() {
    return URI.create("http://127.0.0.1:" + known(ports, "panel"));
  }

  public String adminToken() {
    return known(environment, "ADMIN_API_TOKEN");
  }

  public String secretKey() {
    return known(environment, "ELYSIA_SECRET_KEY");
  }

  public Database database() {
    return database;
  }

  public Broker broker() {
    return broker;
  }

  /// What all processes have logged so far.
  public String logText() throws IOException {
    var text = new StringBuilder();
    for (var process : processes.values()) {
      text.append(process.logText());
    }
    return text.toString();
  }

  @Override
  public void close() {
    var newestFirst = new ArrayList<>(processes.values()).reversed();
    newestFirst.forEach(JarProcess::close);
  }

  private String run(String mainClass, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", Checkout.root().resolve("target/dist/panel.jar").toString(), mainClass));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("PANEL_PORT", Integer.toString(known(ports, "panel")));
    var process = builder.start();
    var output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(mainClass + " " + String.join(" ", arguments) + " failed:\n" + output);
    }
    return output;
  }

  private static <T> T known(Map<String, T> values, String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("one of " + values.keySet() + " expected, got " + name);
    }
    return value;
  }

  private static String random() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
