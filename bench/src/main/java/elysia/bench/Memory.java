package elysia.bench;

import elysia.localstack.JarProcess;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Start time and memory of a process, for a table.
final class Memory {
  private Memory() {}

  static String of(JarProcess process) {
    try {
      return "pronto em %d ms, %d MiB"
          .formatted(process.readyAfter().toMillis(), process.residentKilobytes() / 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
