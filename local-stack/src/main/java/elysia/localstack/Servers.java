package elysia.localstack;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/// PostgreSQL and RabbitMQ of one state folder, in one of the ways they can run. They run on when
/// this process ends; who opens the same folder finds them again.
interface Servers {
  enum Server {
    POSTGRES,
    RABBITMQ
  }

  /// Starts or adopts these. On return PostgreSQL is ready and all addresses are known.
  void launch(Set<Server> which) throws IOException, InterruptedException, SQLException;

  /// Returns when RabbitMQ, once launched, is ready too.
  void awaitReady() throws IOException, InterruptedException;

  Database database() throws IOException;

  Broker broker() throws IOException;

  /// Ends them in good order.
  void stop() throws IOException, InterruptedException;

  /// Ends them on the spot, with their data.
  void discard() throws IOException, InterruptedException;
}
