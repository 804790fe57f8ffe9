package elysia.db.tracking;

import java.util.Locale;

/// Who is told of conversions: `conversion_destinations.kind`.
public enum DestinationKind {
  META_CAPI,
  UTMIFY;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static DestinationKind ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
