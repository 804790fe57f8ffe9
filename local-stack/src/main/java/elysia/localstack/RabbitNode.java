package elysia.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A RabbitMQ node of our own on loopback ports, with its own epmd, data and plugins, apart from
/// any other on the machine. As with [PostgresNode], its folder is its identity.
public final class RabbitNode {
  /// What operators use, as RabbitMQ's file of the name has it.
  static final String ENABLED_PLUGINS =
      "[rabbitmq_management,rabbitmq_shovel,rabbitmq_shovel_management,rabbitmq_prometheus].\n";

  private static final String USER = "elysia";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration CTL_LIMIT = Duration.ofSeconds(60);
  private static final String LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}";

  private final Path folder;

  private RabbitNode(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /// The node of `folder`; nothing happens before [#start].
  public static RabbitNode in(Path folder) {
    return new RabbitNode(folder);
  }

  /// Starts it, or adopts it if it runs, and returns when AMQP and the management API answer.
  public void start() throws IOException, InterruptedException {
    launch();
    awaitReady();
  }

  /// The first half of [#start]: from here on [#broker] is known, but doesn't answer yet.
  void launch() throws IOException, InterruptedException {
    if (running()) {
      return;
    }
    stopEpmd(); // a killed node leaves it behind, and with it a port of ours
    Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(folder.resolve("log"));
    var rabbit = RabbitPackage.locate(Checkout.stateFolder());
    var ports = NodePorts.claim(portsFile());
    configure(ports);
    var environment = environment(rabbit, ports);
    detach(
        "epmd",
        environment,
        rabbit.erlangPrograms().resolve("epmd").toString(),
        "-port",
        Integer.toString(ports.epmd()),
        "-address",
        "127.0.0.1");
    detach("node", environment, rabbit.home().resolve("sbin/rabbitmq-server").toString());
  }

  void awaitReady() throws IOException, InterruptedException {
    var broker = broker();
    var ready =
        Await.until(
            START_LIMIT,
            () -> {
              if (!running()) {
                throw new IOException("RabbitMQ ended at its start, see " + folder.resolve("log"));
              }
              return accepts(broker.amqpUrl().getPort()) && broker.managementAnswers();
            });
    if (!ready) {
      throw new IOException(
          "RabbitMQ not ready within " + START_LIMIT + ", see " + folder.resolve("log"));
    }
  }

  /// Ends the node in good order (about 6 s), then its epmd.
  public void stop() throws IOException, InterruptedException {
    var node = process("node");
    if (node.isPresent()) {
      node.get().stop(STOP_LIMIT);
    }
    stopEpmd();
  }

  /// Ends the node on the spot, as a crash would, then its epmd.
  public void kill() throws IOException, InterruptedException {
    var node = process("node");
    if (node.isPresent()) {
      node.get().kill();
    }
    stopEpmd();
  }

  /// Stops it in its tracks, connections and all, as a machine that hangs.
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /// Lets a frozen node go on.
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    var node = process("node").orElseThrow(() -> new IOException("no node runs in " + folder));
    var words = List.of("kill", "-" + name, Long.toString(node.pid()));
    new Command(folder, Map.of(), words).check(CTL_LIMIT);
  }

  public boolean running() throws IOException {
    return process("node").isPresent();
  }

  /// The vhost `/`, with a user who may administer the node.
  public Broker broker() throws IOException {
    var ports = NodePorts.kept(portsFile());
    return new Broker(
        URI.create("amqp://" + USER + ":" + password() + "@127.0.0.1:" + ports.amqp()),
        URI.create("http://127.0.0.1:" + ports.management()));
  }

  /// Runs `rabbitmqctl` on this node and returns what it wrote: `ctl("list_queues", "-p", vhost)`.
  public String ctl(String... arguments) throws IOException, InterruptedException {
    var rabbit = RabbitPackage.locate(Checkout.stateFolder());
    var words = new ArrayList<>(List.of(rabbit.home().resolve("sbin/rabbitmqctl").toString()));
    words.addAll(List.of(arguments));
    return new Command(folder, environment(rabbit, NodePorts.kept(portsFile())), words)
        .check(CTL_LIMIT);
  }

  /// The node's or the epmd's process, if it runs.
  Optional<ServerProcess> process(String name) throws IOException {
    return ServerProcess.read(
        folder.resolve(name + ".pid"), "environ", "RABBITMQ_BASE=" + folder + "\0");
  }

  private void detach(String name, Map<String, String> environment, String... words)
      throws IOException {
    new Command(folder, environment, List.of(words))
        .detach(folder.resolve("log/" + name + ".out"), folder.resolve(name + ".pid"));
  }

  private void stopEpmd() throws IOException, InterruptedException {
    var epmd = process("epmd");
    if (epmd.isPresent()) {
      epmd.get().stop(Duration.ofSeconds(5));
    }
  }

  private Path portsFile() {
    return folder.resolve("ports");
  }

  private String password() throws IOException {
    return StateFiles.secret(folder.resolve("password"));
  }

  private void configure(NodePorts ports) throws IOException {
    var cookie = folder.resolve(".erlang.cookie");
    StateFiles.secret(cookie);
    Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
    Files.writeString(folder.resolve("enabled_plugins"), ENABLED_PLUGINS);
    StateFiles.writePrivate(
        folder.resolve("rabbitmq.conf"),
        """
        listeners.tcp.1 = 127.0.0.1:%d
        management.tcp.ip = 127.0.0.1
        management.tcp.port = %d
        prometheus.tcp.ip = 127.0.0.1
        prometheus.tcp.port = %d
        log.console = false
        vm_memory_high_watermark.absolute = 2GB
        disk_free_limit.absolute = 500MB
        # instead of guest, who may enter by loopback only; taken at the first start
        default_user = %s
        default_pass = %s
        default_user_tags.administrator = true
        """
            .formatted(ports.amqp(), ports.management(), ports.prometheus(), USER, password()));
  }

  private Map<String, String> environment(RabbitPackage rabbit, NodePorts ports)
      throws IOException {
    var environment = new HashMap<>(rabbit.environment());
    environment.put("HOME", folder.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("RABBITMQ_BASE", folder.toString());
    environment.put("RABBITMQ_HOME", rabbit.home().toString());
    environment.put("RABBITMQ_NODENAME", "elysia@localhost");
    environment.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
    environment.put("RABBITMQ_NODE_PORT", Integer.toString(ports.amqp()));
    environment.put("RABBITMQ_DIST_PORT", Integer.toString(ports.distribution()));
    environment.put("ERL_EPMD_PORT", Integer.toString(ports.epmd()));
    environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
    environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
    environment.put("RABBITMQ_PID_FILE", folder.resolve("rabbit.pid").toString());
    environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
    environment.put("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString());
    environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("enabled_plugins").toString());
    environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", LOOPBACK_ONLY);
    environment.put("RABBITMQ_CTL_ERL_ARGS", LOOPBACK_ONLY);
    // lets the start script become the node instead of waiting for it: one process, one id
    environment.put("RUNNING_UNDER_SYSTEMD", "true");
    return environment;
  }

  private static boolean accepts(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private record NodePorts(int amqp, int management, int prometheus, int distribution, int epmd) {
    static NodePorts claim(Path file) throws IOException {
      return of(Ports.claim(file, 5));
    }

    static NodePorts kept(Path file) throws IOException {
      return of(Ports.kept(file));
    }

    private static NodePorts of(List<Integer> ports) {
      return new NodePorts(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
    }
  }
}
