package elysia.model;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// The opaque key that ties a click to a /start and to a sale: the start payload,
/// `tracking_sessions.id`, `bot_users.tracking_token`, `payments.tracking_token` and
/// `funnel_events.session_id` alike.
///
/// At most 64 characters of `A-Za-z0-9_-`, never starting with `_tgr_`, which Telegram's clients
/// take for a referral link (Telegram's "Deep Linking" page; the prefix is the clients' default).
public record TrackingToken(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String REFERRAL_PREFIX = "_tgr_";
  private static final int RANDOM_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  public TrackingToken {
    if (!valid(value)) {
      throw new IllegalArgumentException(
          "1 to 64 of A-Za-z0-9_- expected, got " + value.length() + " characters");
    }
  }

  /// A new token, 24 characters.
  public static TrackingToken mint() {
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new TrackingToken("t_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// The token in a start payload, empty where the payload cannot be one.
  public static Optional<TrackingToken> parse(String payload) {
    return valid(payload) ? Optional.of(new TrackingToken(payload)) : Optional.empty();
  }

  private static boolean valid(String text) {
    return SHAPE.matcher(text).matches() && !text.startsWith(REFERRAL_PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
