package elysia.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// The launcher's hand on PostgreSQL and RabbitMQ: `start`, `stop` or `discard`, for the state
/// folder `.elysia/` or for the one given as second argument. Exit code 1 means that it failed,
/// said why.
public final class LocalStackMain {
  private LocalStackMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    var folder = arguments.length > 1 ? Path.of(arguments[1]) : Checkout.stateFolder();
    var stack = new LocalStack(folder, System.getenv());
    try {
      switch (arguments.length == 0 ? "" : arguments[0]) {
        case "start" -> {
          TestFolders.sweep();
          stack.start();
        }
        case "stop" -> stack.stop();
        case "discard" -> stack.discard();
        default -> throw new IllegalArgumentException("start, stop or discard expected");
      }
    } catch (UnavailableException e) {
      System.err.println("[ERRO] " + e.getMessage());
      System.exit(1);
    } catch (IOException | SQLException e) {
      System.err.println("[ERRO] Falha nos servidores locais em " + folder + ": " + e.getMessage());
      System.exit(1);
    }
  }
}
