package elysia.ingress.metrics;

import java.util.Locale;

/// How a knock ended.
public enum Outcome {
  /// The broker has it.
  ACCEPTED,
  /// Answered as accepted and thrown away: the bot is paused.
  DROPPED,
  /// A browser redirected without a session: it only looked.
  PREVIEW,
  /// A browser redirected without a session: the broker did not confirm its click.
  WITHOUT_SESSION,
  MALFORMED,
  UNAUTHORIZED,
  UNKNOWN,
  TOO_LARGE,
  /// To be sent again: the broker did not confirm, there is no snapshot yet, or the bot is being
  /// connected.
  UNAVAILABLE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
