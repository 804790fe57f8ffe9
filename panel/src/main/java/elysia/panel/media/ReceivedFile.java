package elysia.panel.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// An uploaded file on this machine's disk, until it is closed.
///
/// @param bytes how many came; of too many only the first are on the disk
record ReceivedFile(Path path, String sha256, long bytes) implements AutoCloseable {
  /// Writes a request's body away, at most so much of it.
  static ReceivedFile read(InputStream body, long most) throws IOException {
    var path = Files.createTempFile("elysia-media", null);
    try (var out = new DigestOutputStream(Files.newOutputStream(path), newDigest())) {
      long bytes = copy(body, out, most);
      out.flush();
      var digest = HexFormat.of().formatHex(out.getMessageDigest().digest());
      return new ReceivedFile(path, digest, bytes);
    } catch (IOException | RuntimeException e) {
      Files.delete(path);
      throw e;
    }
  }

  byte[] head(int bytes) throws IOException {
    try (var in = Files.newInputStream(path)) {
      return in.readNBytes(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    Files.delete(path);
  }

  /// Reads on to the end, or the client would go on writing and never read the answer.
  private static long copy(InputStream body, OutputStream out, long most) throws IOException {
    var buffer = new byte[64 * 1024];
    long bytes = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      bytes += read;
      if (bytes <= most) {
        out.write(buffer, 0, read);
      }
    }
    return bytes;
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
