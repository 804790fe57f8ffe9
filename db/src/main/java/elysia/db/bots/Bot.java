package elysia.db.bots;

import elysia.model.BotId;
import elysia.model.OrganizationId;
import org.jspecify.annotations.Nullable;

/// A bot as its workers see it, read afresh for every message: a pause works at once (L5).
///
/// @param tokenSealed null until an operator gave us a token: a legacy bot has none of ours
public record Bot(
    BotId id,
    OrganizationId organization,
    String slug,
    @Nullable String tokenSealed,
    boolean active,
    boolean paused,
    boolean deleted) {

  /// Whether it talks to people.
  public boolean serves() {
    return active && !paused && canSend();
  }

  /// Whether it can send what was already paid for, which a pause does not withhold.
  public boolean canSend() {
    return !deleted && tokenSealed != null;
  }
}
