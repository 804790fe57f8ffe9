package elysia.runtime.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Media in a local folder: for one machine.
final class FolderMediaStore implements MediaStore {
  private final Path folder;

  FolderMediaStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public void put(String key, Path file, String contentType) throws IOException {
    var target = path(key);
    Files.createDirectories(parent(target));
    var partial = Files.createTempFile(parent(target), "partial", null);
    try {
      Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  @Override
  public InputStream open(String key) throws IOException {
    return Files.newInputStream(path(key));
  }

  private Path path(String key) {
    var path = folder.resolve(key).normalize();
    if (!path.startsWith(folder) || path.equals(folder)) {
      throw new IllegalArgumentException("a key below the folder expected, got " + key);
    }
    return path;
  }

  private static Path parent(Path path) {
    var parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a path with a folder expected, got " + path);
    }
    return parent;
  }
}
