package elysia.db.outbox;

import elysia.model.wire.Route;
import java.util.Map;

/// A message to publish once the transaction is committed.
///
/// @param messageId unique: a message with the same id is written once
/// @param payload one of the records of `elysia.model.wire`
/// @param headers text headers; operators see them, so never a secret or personal data
public record OutboxMessage(
    Route route, String messageId, String type, Map<String, String> headers, Record payload) {
  public OutboxMessage {
    headers = Map.copyOf(headers);
  }

  public OutboxMessage(Route route, String messageId, String type, Record payload) {
    this(route, messageId, type, Map.of(), payload);
  }
}
