package elysia.messages.update;

import elysia.messaging.DeliveryContext;
import elysia.model.BotId;

/// Which bot an update is for: ingress says so in a header.
public final class UpdateSource {
  private static final String BOT_HEADER = "x-bot";

  private UpdateSource() {}

  /// @throws IllegalArgumentException when the header is not there or no id
  public static BotId bot(DeliveryContext context) {
    var id = context.headers().get(BOT_HEADER);
    if (id == null || !id.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("a bot id expected in header x-bot, got " + id);
    }
    return new BotId(Long.parseLong(id));
  }
}
