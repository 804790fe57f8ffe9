package elysia.localstack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Docker engine of this machine, asked through the command `docker`.
///
/// @param folder where the command runs; it must exist
/// @param environment what the command sees besides our own environment
record Docker(Path folder, Map<String, String> environment) {
  /// As in docker-compose.yml.
  static final String POSTGRES_IMAGE = "postgres:18.6";

  /// As in docker-compose.yml.
  static final String RABBITMQ_IMAGE = "rabbitmq:4.2.9-management";

  private static final Duration QUESTION_LIMIT = Duration.ofSeconds(10);
  private static final Duration PULL_LIMIT = Duration.ofMinutes(5);

  /// Whether a daemon answers that has both images or can pull them, and `docker compose` is there.
  /// A daemon that falls short is told in one line; no daemon is nothing to tell.
  boolean usable(PrintStream out) throws InterruptedException {
    if (!works(QUESTION_LIMIT, "version")) {
      return false;
    }
    if (!works(QUESTION_LIMIT, "compose", "version")) {
      out.println("O Docker responde, mas sem `docker compose`: PostgreSQL e RabbitMQ sem Docker.");
      return false;
    }
    for (var image : List.of(POSTGRES_IMAGE, RABBITMQ_IMAGE)) {
      if (!works(QUESTION_LIMIT, "image", "inspect", image) && !works(PULL_LIMIT, "pull", image)) {
        out.println(
            "O Docker responde, mas não consegue a imagem %s: PostgreSQL e RabbitMQ sem Docker."
                .formatted(image));
        return false;
      }
    }
    return true;
  }

  /// Runs `docker` with these words to its end.
  ///
  /// @throws IOException when it fails, with what it said
  void run(Duration limit, List<String> words) throws IOException, InterruptedException {
    command(words).check(limit);
  }

  private boolean works(Duration limit, String... words) throws InterruptedException {
    try {
      return command(List.of(words)).run(limit).exitCode() == 0;
    } catch (IOException notInTime) {
      return false;
    }
  }

  private Command command(List<String> words) {
    var all = new ArrayList<>(List.of("docker"));
    all.addAll(words);
    return new Command(folder, environment, all);
  }
}
