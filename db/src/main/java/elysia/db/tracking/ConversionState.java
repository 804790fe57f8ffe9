package elysia.db.tracking;

import java.util.Locale;

/// What has become of a conversion: `conversions.state`.
public enum ConversionState {
  /// Certainly not received by its destination; waits for its time.
  PENDING,
  /// A call was begun and nobody knows how it ended, or it is running.
  SENDING,
  SENT,
  /// Refused for what it says: the answer is kept.
  FAILED,
  /// Waits for a human.
  PARKED,
  /// Not to be sent, for a reason.
  SKIPPED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ConversionState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
