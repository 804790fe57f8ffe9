package elysia.runtime.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Keeps the bytes of media by their key. The key says what the content is, so the same key always
/// holds the same bytes, and to put it twice changes nothing.
public interface MediaStore extends AutoCloseable {
  /// Stores a file's bytes; once it returns they are safe.
  ///
  /// @throws IOException when the store cannot be reached or refuses
  void put(String key, Path file, String contentType) throws IOException;

  /// The bytes, for the caller to close.
  ///
  /// @throws java.nio.file.NoSuchFileException when the store has no such key
  /// @throws IOException when the store cannot be reached
  InputStream open(String key) throws IOException;

  @Override
  default void close() {}
}
