package elysia.db.people;

import java.util.Locale;

/// Why a person cannot be reached, `bot_users.unreachable_reason`.
public enum Unreachable {
  BLOCKED,
  DEACTIVATED,
  CHAT_NOT_FOUND;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
