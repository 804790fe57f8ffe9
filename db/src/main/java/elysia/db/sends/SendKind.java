package elysia.db.sends;

import java.util.Locale;

/// What a message is for, `sends.kind`.
public enum SendKind {
  START,
  REPLY,
  PIX,
  DELIVERY,
  NOTICE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SendKind ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
