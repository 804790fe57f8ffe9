package elysia.messaging;

import elysia.model.wire.Route;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A message to publish: always persistent, and mandatory unless it is a fact, which may have no
/// hearer.
///
/// @param messageId stable over repeats of the same message: consumers drop duplicates by it
/// @param headers text headers; operators see them, so never a secret or personal data
@SuppressWarnings("ArrayRecordComponent") // the body is written once and never compared
public record OutgoingMessage(
    Route route, String messageId, String type, Map<String, String> headers, byte[] body) {
  /// What AMQP can say in a short string. The client finds out only while writing, which costs the
  /// channel and the confirms of its neighbours.
  public static final int MAX_SHORT_BYTES = 255;

  /// All values together: they must fit into one frame.
  public static final int MAX_HEADER_CHARS = 16_384;

  public OutgoingMessage {
    headers = Map.copyOf(headers);
    checkShort("routing key", route.routingKey());
    checkShort("message id", messageId);
    checkShort("type", type);
    headers.keySet().forEach(name -> checkShort("header name", name));
    int headerChars = headers.values().stream().mapToInt(String::length).sum();
    if (headerChars > MAX_HEADER_CHARS) {
      throw new IllegalArgumentException(
          "headers of at most " + MAX_HEADER_CHARS + " characters expected, got " + headerChars);
    }
  }

  private static void checkShort(String what, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_SHORT_BYTES) {
      throw new IllegalArgumentException(
          what + " of at most " + MAX_SHORT_BYTES + " bytes expected, got " + bytes);
    }
  }
}
