package elysia.localstack;

import java.nio.file.Files;
import java.nio.file.Path;

/// The checkout we run in: everything that Elysia writes on one machine lies in its `.elysia/`.
final class Checkout {
  private Checkout() {}

  /// The nearest folder, from the working one upwards, that holds the launcher and a pom: a
  /// module's tests run in the module's folder.
  static Path root() {
    var start = Path.of("").toAbsolutePath();
    for (var folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("elysia"))
          && Files.isRegularFile(folder.resolve("pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "no folder with the files elysia and pom.xml at or above " + start);
  }

  static Path stateFolder() {
    return root().resolve(".elysia");
  }

  /// Where the build gathers the deployables.
  static Path distribution() {
    return root().resolve("target/dist");
  }
}
