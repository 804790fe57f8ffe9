package elysia.messaging;

import elysia.model.wire.Route;
import java.util.Map;

/// A message to publish: persistent and mandatory, always.
///
/// @param messageId stable over repeats of the same message: consumers drop duplicates by it
/// @param headers text headers; operators see them, so never a secret or personal data
@SuppressWarnings("ArrayRecordComponent") // the body is written once and never compared
public record OutgoingMessage(
    Route route, String messageId, String type, Map<String, String> headers, byte[] body) {
  public OutgoingMessage {
    headers = Map.copyOf(headers);
  }
}
