package elysia.db.gateways;

import elysia.db.secret.SecretBox;
import java.security.SecureRandom;
import java.util.Base64;

/// A secret part of a webhook's URL: of an account, or of one charge.
public record WebhookToken(String value) {
  private static final int RANDOM_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A new one, 22 characters of base64url.
  public static WebhookToken mint() {
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new WebhookToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// Lower-case hex SHA-256: what is stored and what travels in messages.
  public String hash() {
    return SecretBox.hash(value);
  }

  @Override
  public String toString() {
    return "WebhookToken";
  }
}
