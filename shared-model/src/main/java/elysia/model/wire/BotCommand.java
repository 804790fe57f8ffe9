package elysia.model.wire;

import elysia.model.BotId;

/// Something to do at Telegram for a bot, away from its buyers.
public record BotCommand(BotId bot, What what) {
  public enum What {
    /// Check the token (getMe), make and save the webhook secret, set the webhook, read it back,
    /// unpause.
    CONNECT,
    /// Upload the files of its messages to its warm-up chat, where they are not yet.
    WARM_MEDIA
  }
}
