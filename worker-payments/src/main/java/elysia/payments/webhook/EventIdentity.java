package elysia.payments.webhook;

import elysia.payments.gateway.Translation;
import elysia.payments.webhook.WebhookIntake.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// What makes an event this event within its gateway: account, charge, status and body (L53). The
/// charge token belongs to it, so that a body sent to a wrong URL does not hide the right one.
final class EventIdentity {
  private static final int MAX_WORD = 64;

  private EventIdentity() {}

  static String of(Source source, Translation translation) {
    var about =
        switch (translation) {
          case Translation.ChargeChanged(var report) ->
              report.identifiers().id() + ":" + word(report.rawStatus());
          case Translation.Ignored(var eventType) -> "-:" + word(eventType);
          case Translation.Malformed _ -> "-:-";
        };
    return "%s:%s:%s".formatted(source.account().id(), about, hash(source));
  }

  /// A word from outside, short enough for an index; the hash beside it tells the rest apart.
  private static String word(String raw) {
    var lower = raw.toLowerCase(Locale.ROOT);
    return lower.substring(0, Math.min(lower.length(), MAX_WORD));
  }

  private static String hash(Source source) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(source.raw().body());
      if (source.chargeTokenHash() != null) {
        digest.update(source.chargeTokenHash().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
