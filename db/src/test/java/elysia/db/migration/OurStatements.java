package elysia.db.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The sources of this module, which has all SQL of the product.
final class OurStatements {
  private OurStatements() {}

  static List<String> all() {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      var sources =
          files
              .filter(Files::isRegularFile)
              .map(OurStatements::read)
              .map(String::toLowerCase)
              .toList();
      assertThat(sources).hasSizeGreaterThan(50);
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
