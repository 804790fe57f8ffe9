package elysia.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A RabbitMQ for tests, which gives each test class a vhost of its own.
public final class TestRabbit {
  private final Broker admin;
  private final Queue<Broker> made = new ConcurrentLinkedQueue<>();

  private TestRabbit(Broker admin) {
    this.admin = admin;
  }

  static TestRabbit open() {
    var amqpUrl = System.getenv("ELYSIA_TEST_RABBITMQ_URL");
    var managementUrl = System.getenv("ELYSIA_TEST_RABBITMQ_MANAGEMENT_URL");
    if (amqpUrl == null || managementUrl == null) {
      return new TestRabbit(
          TestStack.inDocker()
              ? Containers.rabbit()
              : TestStack.unchecked(() -> start(TestStack.folder().resolve("rabbitmq")).broker()));
    }
    var rabbit = new TestRabbit(new Broker(URI.create(amqpUrl), URI.create(managementUrl)));
    TestStack.atExit(rabbit::deleteAll);
    return rabbit;
  }

  /// A fresh, empty vhost with full permissions. It is deleted when the JVM ends.
  public Broker newVhost() {
    var vhost = TestStack.unchecked(admin::newVhost);
    made.add(vhost);
    return vhost;
  }

  /// A running node that belongs to this JVM alone, for tests that stop, kill or break it; the
  /// vhosts of [#newVhost] are never on it. It is started at first call; a test that breaks it
  /// mends it.
  public RabbitNode node() {
    return OwnNode.NODE;
  }

  private static final class OwnNode {
    private static final RabbitNode NODE =
        TestStack.unchecked(() -> start(TestFolders.ownRabbit(TestStack.folder())));
  }

  private static RabbitNode start(Path folder) throws IOException, InterruptedException {
    var node = RabbitNode.in(folder);
    node.start();
    return node;
  }

  private void deleteAll() throws IOException, InterruptedException {
    for (var vhost : made) {
      vhost.deleteVhost();
    }
  }
}
