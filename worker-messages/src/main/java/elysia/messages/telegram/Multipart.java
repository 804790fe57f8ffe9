package elysia.messages.telegram;

import elysia.messages.telegram.CallFile.Upload;
import elysia.messaging.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A `multipart/form-data` body. Files are streamed, and its length is known before they are read.
/// Close it when the call is over.
final class Multipart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Multipart.class);

  private final String boundary = "elysia-" + UUID.randomUUID();
  private final List<BodyPublisher> pieces = new ArrayList<>();
  private final List<InputStream> open = new ArrayList<>();

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /// @param value a text as it is, anything else as JSON
  void field(String name, Object value) {
    var text = value instanceof String string ? string : WireJson.text(value);
    add("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n");
  }

  /// @throws IOException when the bytes cannot be had; nothing was sent yet
  void file(String name, Upload upload) throws IOException {
    var bytes = upload.source().open();
    open.add(bytes);
    add(
        "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(name, quotable(upload.fileName()), upload.contentType()));
    pieces.add(
        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> bytes), upload.bytes()));
    pieces.add(ascii("\r\n"));
  }

  BodyPublisher body() {
    pieces.add(ascii("--" + boundary + "--\r\n"));
    return BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new));
  }

  @Override
  public void close() {
    for (var bytes : open) {
      try {
        bytes.close();
      } catch (IOException e) {
        LOG.debug("Arquivo de mídia não fechou", e); // what was sent was sent
      }
    }
  }

  private void add(String part) {
    pieces.add(BodyPublishers.ofString("--" + boundary + "\r\n" + part));
  }

  private static BodyPublisher ascii(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.US_ASCII);
  }

  private static String quotable(String fileName) {
    return fileName.replaceAll("[\"\\p{Cntrl}]", "_");
  }
}
