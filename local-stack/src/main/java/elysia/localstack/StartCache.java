package elysia.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/// How a deployable starts in regard to its AOT cache (JEP 483, 514, 515): the classes that an
/// earlier run loaded, linked and profiled, which make a start three times as fast.
///
/// The caches lie beside the jars, in `target/dist/aot`. The JVM checks that one fits (same jars,
/// same JVM, a collector that can read it) and else starts without: a cache can cost time, never a
/// start.
public enum StartCache {
  /// Starts without.
  NONE,
  /// Starts with the cache if it is there and newer than the jars.
  USED,
  /// Starts without; when the process ends in good order, it leaves a new cache, which takes it
  /// some seconds more.
  TRAINED;

  /// The JVM options for the deployable of this jar.
  List<String> options(Path jar) throws IOException {
    var cache = file(jar);
    return switch (this) {
      case NONE -> List.of();
      case USED -> fits(jar) ? List.of("-XX:AOTCache=" + cache, "-Xlog:disable") : List.of();
      case TRAINED -> {
        StateFiles.createParent(cache);
        yield List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:disable");
      }
    };
  }

  /// Whether the jar has a cache that is not older than the jar and its libraries.
  static boolean fits(Path jar) throws IOException {
    var cache = file(jar);
    return Files.exists(cache) && newest(jar).compareTo(Files.getLastModifiedTime(cache)) <= 0;
  }

  private static FileTime newest(Path jar) throws IOException {
    var newest = Files.getLastModifiedTime(jar);
    var libraries = jar.resolveSibling("lib");
    if (Files.isDirectory(libraries)) {
      try (var files = Files.newDirectoryStream(libraries)) {
        for (var file : files) {
          var modified = Files.getLastModifiedTime(file);
          newest = modified.compareTo(newest) > 0 ? modified : newest;
        }
      }
    }
    return newest;
  }

  private static Path file(Path jar) {
    var name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    return jar.resolveSibling("aot").resolve(name + ".aot");
  }
}
