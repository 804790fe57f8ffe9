package elysia.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RabbitNodeTest {
  private static final Path FOLDER = TestStack.folder().resolve("rabbit-node-test");

  private final RabbitNode node = RabbitNode.in(FOLDER);

  @BeforeEach
  void start() throws Exception {
    node.start();
  }

  @AfterAll
  static void discard() throws Exception {
    RabbitNode.in(FOLDER).kill();
    StateFiles.delete(FOLDER);
  }

  @Test
  void it_has_the_plugins_that_operators_use_and_answers_its_own_rabbitmqctl() throws Exception {
    var plugins = node.ctl("eval", "lists:sort(rabbit_plugins:active()).");

    assertThat(plugins)
        .contains("rabbitmq_management")
        .contains("rabbitmq_shovel")
        .contains("rabbitmq_shovel_management")
        .contains("rabbitmq_prometheus");
    assertThat(node.broker().managementAnswers()).isTrue();
  }

  @Test
  void messages_and_ports_survive_a_restart_and_a_kill() throws Exception {
    var broker = node.broker();
    Amqp.publish(broker, "survivors", "first");

    node.stop();
    node.start();
    Amqp.publish(broker, "survivors", "second");
    node.kill();
    node.start();

    assertThat(Amqp.take(node.broker(), "survivors")).isEqualTo("first");
    assertThat(Amqp.take(node.broker(), "survivors")).isEqualTo("second");
    assertThat(node.broker()).isEqualTo(broker);
  }

  @Test
  void it_listens_on_loopback_only() throws Exception {
    var pid = node.process("node").orElseThrow().pid();

    // 0100007F is 127.0.0.1; every listening socket of the node, also that of the distribution
    assertThat(listening(pid)).hasSizeGreaterThanOrEqualTo(4).allMatch("0100007F"::equals);
  }

  @Test
  void whoever_opens_the_folder_stops_the_node_and_nothing_of_it_is_left() throws Exception {
    var servers = List.of(node.process("node").orElseThrow(), node.process("epmd").orElseThrow());

    RabbitNode.in(FOLDER).stop();

    assertThat(servers).noneMatch(ServerProcess::alive);
    assertThat(processesOf(FOLDER)).isEmpty();
    assertThat(node.running()).isFalse();
  }

  @Test
  void a_second_node_works_beside_it() throws Exception {
    var second = TestStack.rabbit().node();

    Amqp.publish(node.broker(), "side", "of the first");
    Amqp.publish(second.broker(), "side", "of the second");

    assertThat(Amqp.take(node.broker(), "side")).isEqualTo("of the first");
    assertThat(Amqp.take(second.broker(), "side")).isEqualTo("of the second");
  }

  /// All processes that were started for this folder, helpers of the node included.
  private static List<Long> processesOf(Path folder) {
    return ProcessHandle.allProcesses()
        .map(process -> new ServerProcess(process.pid(), "environ", "=" + folder + "\0"))
        .filter(ServerProcess::alive)
        .map(ServerProcess::pid)
        .toList();
  }

  /// The local addresses, in hex, of the TCP sockets on which this process listens.
  private static List<String> listening(long pid) throws IOException {
    var sockets = sockets(pid);
    try (var lines = Stream.concat(tcp(pid, "tcp"), tcp(pid, "tcp6"))) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(fields -> fields[3].equals("0A") && sockets.contains(fields[9]))
          .map(fields -> fields[1].split(":", 2)[0])
          .toList();
    }
  }

  private static Stream<String> tcp(long pid, String table) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table)).stream().skip(1);
  }

  private static List<String> sockets(long pid) throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors
          .map(RabbitNodeTest::target)
          .flatMap(Optional::stream)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring(8, target.length() - 1))
          .toList();
    }
  }

  private static Optional<String> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }
}
