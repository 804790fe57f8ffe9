package elysia.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Files and folders of a state folder.
final class StateFiles {
  private StateFiles() {}

  interface Maker {
    /// Fills the empty `folder`.
    void make(Path folder) throws IOException, InterruptedException;
  }

  /// Makes `folder` unless it is there. Nobody ever sees it half made: it is filled under another
  /// name and then renamed, while a lock holds off other processes.
  static synchronized void makeOnce(Path folder, Maker maker)
      throws IOException, InterruptedException {
    if (Files.isDirectory(folder)) {
      return;
    }
    createParent(folder);
    var lock = folder.resolveSibling(folder.getFileName() + ".lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      if (Files.isDirectory(folder)) {
        return;
      }
      var unfinished = folder.resolveSibling(folder.getFileName() + ".new");
      delete(unfinished);
      Files.createDirectory(unfinished);
      maker.make(unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  static void createParent(Path path) throws IOException {
    var parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  /// The secret kept in `file`, made at first call; only its owner may read it.
  static String secret(Path file) throws IOException {
    if (!Files.exists(file)) {
      var bytes = new byte[20];
      new SecureRandom().nextBytes(bytes);
      writePrivate(file, HexFormat.of().formatHex(bytes));
    }
    return Files.readString(file).strip();
  }

  /// Writes a file that only its owner may read; who reads it sees all of it or nothing.
  static void writePrivate(Path file, String content) throws IOException {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, content);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Deletes a folder with all that is in it, if it is there.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
