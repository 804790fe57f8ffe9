package elysia.localstack;

import java.net.URI;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/// PostgreSQL and RabbitMQ in containers of this JVM's tests, removed when it ends.
final class Containers {
  private static final String USER = "elysia";

  private Containers() {}

  static Database postgres() {
    var password = UUID.randomUUID().toString();
    var container =
        new GenericContainer<>(Docker.POSTGRES_IMAGE)
            .withEnv("POSTGRES_USER", USER)
            .withEnv("POSTGRES_PASSWORD", password)
            .withCommand("postgres", "-c", "max_connections=200")
            .withExposedPorts(5432)
            // the first time it only initializes the folder
            .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\s", 2));
    start(container);
    return new Database(container.getHost(), container.getMappedPort(5432), USER, password, USER);
  }

  static Broker rabbit() {
    var password = UUID.randomUUID().toString();
    var container =
        new GenericContainer<>(Docker.RABBITMQ_IMAGE)
            .withEnv("RABBITMQ_DEFAULT_USER", USER)
            .withEnv("RABBITMQ_DEFAULT_PASS", password)
            .withCopyToContainer(
                Transferable.of(RabbitNode.ENABLED_PLUGINS), "/etc/rabbitmq/enabled_plugins")
            .withExposedPorts(5672, 15672)
            .waitingFor(Wait.forLogMessage(".*Server startup complete.*\\s", 1));
    start(container);
    var host = container.getHost();
    return new Broker(
        URI.create(
            "amqp://%s:%s@%s:%d".formatted(USER, password, host, container.getMappedPort(5672))),
        URI.create("http://%s:%d".formatted(host, container.getMappedPort(15672))));
  }

  private static void start(GenericContainer<?> container) {
    container.start();
    TestStack.atExit(container::stop);
  }
}
