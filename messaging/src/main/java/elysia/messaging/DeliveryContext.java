package elysia.messaging;

import java.time.Instant;
import java.util.Map;

/// What is known of a delivery beside its body.
///
/// @param messageId the publisher's id, stable over redeliveries and retries: the key of the inbox
/// @param attempt counted from 1; a redelivery after a crash repeats the number
/// @param publishedAt when the message was first published
/// @param headers text headers of the publisher, without the broker's own
public record DeliveryContext(
    String messageId, String type, int attempt, Instant publishedAt, Map<String, String> headers) {
  public DeliveryContext {
    headers = Map.copyOf(headers);
  }
}
