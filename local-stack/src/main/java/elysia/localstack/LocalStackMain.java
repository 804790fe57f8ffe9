package elysia.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/// What the launcher `./elysia` leaves to Java.
///
/// - `up [--no-sandbox]`, `down`: the whole system; `up` stays until a signal ends it
/// - `start [FOLDER]`, `stop [FOLDER]`: only PostgreSQL and RabbitMQ, of `.elysia/` or another
///   state folder
/// - `discard FOLDER`: ends them on the spot and deletes the folder
///
/// Exit code 1 means that it failed and said why.
public final class LocalStackMain {
  private static final Duration INTERRUPT_LIMIT = Duration.ofSeconds(30);

  private LocalStackMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      var argument = arguments.length > 1 ? arguments[1] : "";
      var command = arguments.length == 0 ? "" : arguments[0];
      switch (command) {
        case "up" -> up(argument);
        case "down" -> {
          system().down();
          System.out.println("Tudo parado.");
        }
        case "start" -> {
          TestFolders.sweep();
          stack(argument).launch();
          stack(argument).awaitReady();
        }
        case "stop" -> stack(argument).stop();
        case "discard" -> TestFolders.discard(Path.of(argument));
        default -> throw new UnavailableException("up, down, start, stop ou discard");
      }
    } catch (UnavailableException | IOException | SQLException e) {
      fail(e);
      System.exit(1);
    }
  }

  private static void up(String option) throws IOException, InterruptedException {
    if (!option.isEmpty() && !option.equals("--no-sandbox")) {
      throw new UnavailableException("Opção desconhecida: " + option + ". Veja ./elysia help");
    }
    var system = system();
    if (system.launcher().isPresent()) {
      System.out.println("A Elysia já está no ar. Para parar: ./elysia down");
      System.out.println(system.addresses());
      return;
    }
    // a thread of its own, so that a signal can end it at any step before all is stopped
    var work = new Thread(() -> runUntilEnd(system, option), "up");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(work, system), "down"));
    work.start();
    work.join();
    System.exit(1); // it ends by itself only when something failed
  }

  private static void runUntilEnd(LastingElysia system, String option) {
    try {
      var deployables = option.isEmpty() ? system.withSandbox() : system.withoutSandbox();
      system.up(deployables);
      System.out.println("Elysia no ar. Ctrl-C para parar tudo.");
      System.out.println(system.addresses());
      system.follow(deployables);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (UnavailableException | IOException | SQLException e) {
      if (!Thread.currentThread().isInterrupted()) {
        fail(e);
      }
    }
  }

  private static void stopAll(Thread work, LastingElysia system) {
    try {
      work.interrupt();
      work.join(INTERRUPT_LIMIT);
      System.out.println(
          system.leavesCaches()
              ? "Parando... (mais uns segundos: guardando o que torna a próxima partida rápida)"
              : "Parando...");
      system.stop();
      System.out.println("Tudo parado.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      fail(e);
    }
  }

  private static void fail(Exception e) {
    System.err.println("[ERRO] " + e.getMessage());
  }

  private static LastingElysia system() {
    return new LastingElysia(System.getenv(), System.out);
  }

  private static LocalStack stack(String folder) {
    var state = folder.isEmpty() ? Checkout.stateFolder() : Path.of(folder);
    return new LocalStack(state, System.getenv());
  }
}
