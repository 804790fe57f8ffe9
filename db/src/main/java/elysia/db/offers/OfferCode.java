package elysia.db.offers;

import java.security.SecureRandom;
import java.util.Base64;

/// Makes the codes that buttons carry: they say nothing and cannot be guessed.
public final class OfferCode {
  private static final int BYTES = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private OfferCode() {}

  /// 16 characters of `A-Za-z0-9_-`.
  public static String random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
