package elysia.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/// Processes of this machine, from PostgreSQL's binaries and the package `rabbitmq-server`.
final class NativeServers implements Servers {
  private final Path folder;
  private final PostgresNode postgres;
  private final RabbitNode rabbit;

  NativeServers(Path folder) {
    this.folder = folder;
    this.postgres = PostgresNode.in(folder.resolve("postgres"));
    this.rabbit = RabbitNode.in(folder.resolve("rabbitmq"));
  }

  /// Whether there are data of an earlier run.
  boolean begun() {
    return Files.exists(folder.resolve("postgres/data"))
        || Files.exists(folder.resolve("rabbitmq/data"));
  }

  @Override
  public void launch(Set<Server> which) throws IOException, InterruptedException, SQLException {
    if (which.contains(Server.RABBITMQ)) {
      rabbit.launch();
    }
    if (which.contains(Server.POSTGRES)) {
      postgres.start();
    }
  }

  @Override
  public void awaitReady() throws IOException, InterruptedException {
    rabbit.awaitReady();
  }

  @Override
  public Database database() throws IOException {
    return postgres.database();
  }

  @Override
  public Broker broker() throws IOException {
    return rabbit.broker();
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    postgres.stop();
    rabbit.stop();
  }

  @Override
  public void discard() throws IOException, InterruptedException {
    postgres.kill();
    rabbit.kill();
  }
}
