package elysia.messages.telegram;

import java.io.IOException;
import java.io.InputStream;

/// What takes an attachment's place in a call.
public sealed interface CallFile {
  /// Something that Telegram has, or fetches.
  record Reference(String text) implements CallFile {}

  /// Bytes that go along.
  ///
  /// @param bytes how many
  record Upload(String fileName, String contentType, long bytes, Source source)
      implements CallFile {}

  /// Nothing: we have neither an id nor the bytes.
  record Missing() implements CallFile {}

  /// Opens the bytes of an upload.
  @FunctionalInterface
  interface Source {
    /// @throws java.nio.file.NoSuchFileException when they are gone
    InputStream open() throws IOException;
  }
}
