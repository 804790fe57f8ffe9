package elysia.runtime.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Stands where nobody said where media are kept: texts work, files don't.
final class NoMediaStore implements MediaStore {
  @Override
  public void put(String key, Path file, String contentType) throws IOException {
    throw unset();
  }

  @Override
  public InputStream open(String key) throws IOException {
    throw unset();
  }

  private static IOException unset() {
    return new IOException("MEDIA_URL não está definida");
  }
}
