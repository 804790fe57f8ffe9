package elysia.messaging;

import elysia.model.wire.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A message to publish: always persistent, and mandatory unless it is a fact, which may have no
/// hearer.
///
/// @param messageId stable over repeats of the same message: consumers drop duplicates by it
/// @param headers text headers; operators see them, so never a secret or personal data
@SuppressWarnings("ArrayRecordComponent") // the body is written once and never compared
public record OutgoingMessage(
    Route route, String messageId, String type, Map<String, String> headers, byte[] body) {
  /// The most that AMQP takes for an id, a type, a routing key or a header's name.
  public static final int MAX_SHORT_BYTES = 255;

  /// All header values together: they must fit into one frame.
  public static final int MAX_HEADER_CHARS = 16_384;

  public OutgoingMessage {
    headers = Map.copyOf(headers);
  }

  /// Why AMQP cannot carry it, if so. The client would find out only while writing, which costs the
  /// channel, and with it the confirms of its neighbours.
  Optional<String> flaw() {
    var shorts = new ArrayList<>(List.of(route.routingKey(), messageId, type));
    shorts.addAll(headers.keySet());
    for (var text : shorts) {
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_SHORT_BYTES) {
        return Optional.of(
            "ids and names of at most %d bytes expected, got %d".formatted(MAX_SHORT_BYTES, bytes));
      }
    }
    int headerChars = headers.values().stream().mapToInt(String::length).sum();
    return headerChars <= MAX_HEADER_CHARS
        ? Optional.empty()
        : Optional.of(
            "headers of at most %d characters expected, got %d"
                .formatted(MAX_HEADER_CHARS, headerChars));
  }
}
