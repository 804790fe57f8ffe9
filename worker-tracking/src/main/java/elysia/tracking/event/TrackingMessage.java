package elysia.tracking.event;

import elysia.messaging.DeliveryContext;
import elysia.messaging.WireJson;
import elysia.model.wire.ClickMessage;
import elysia.model.wire.FunnelEventMessage;

/// What comes on `tracking.event`.
sealed interface TrackingMessage {
  /// A browser came by.
  record Click(ClickMessage message) implements TrackingMessage {}

  /// A later step, told by the worker where it happened.
  record Step(FunnelEventMessage message) implements TrackingMessage {}

  /// Reads a body by the message's type.
  ///
  /// @throws IllegalArgumentException when it is neither
  static TrackingMessage decode(byte[] body, DeliveryContext context) {
    var type = context.type();
    if (type.startsWith("click.")) {
      return new Click(WireJson.read(body, ClickMessage.class));
    }
    if (type.equals("funnel.event")) {
      return new Step(WireJson.read(body, FunnelEventMessage.class));
    }
    throw new IllegalArgumentException("click.* or funnel.event expected, got '" + type + "'");
  }
}
