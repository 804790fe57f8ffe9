package elysia.db.snapshots;

import elysia.model.BotId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A bot as its webhook knows it.
///
/// @param receiving active and not paused; the updates of other bots are dropped
/// @param connecting asleep until its first connection is made: its updates are worth waiting for
/// @param secret null where none is stored or it cannot be opened: nobody may call that webhook
/// @param secretChangedAt when `secret` took the place of `previousSecret`
public record BotRow(
    BotId id,
    String slug,
    boolean receiving,
    boolean connecting,
    @Nullable String secret,
    @Nullable String previousSecret,
    @Nullable Instant secretChangedAt) {

  /// Without the secrets.
  @Override
  public String toString() {
    return "BotRow[" + id + ", " + slug + "]";
  }
}
