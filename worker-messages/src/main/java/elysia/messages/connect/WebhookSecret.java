package elysia.messages.connect;

import java.security.SecureRandom;
import java.util.Base64;

/// What proves that an update comes from Telegram: 43 characters of `A-Za-z0-9_-`, of the 256 that
/// Telegram takes.
final class WebhookSecret {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecret() {}

  static String mint() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
