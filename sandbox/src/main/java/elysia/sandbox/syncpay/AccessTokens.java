package elysia.sandbox.syncpay;

import elysia.sandbox.common.SandboxSettings;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The tokens that logins got: good for an hour.
@Singleton
final class AccessTokens {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final int MAX_TOKENS = 100_000;
  private static final int RANDOM_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final SandboxSettings settings;
  private final Clock clock;

  AccessTokens(SandboxSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// @param account the client id that logged in
  record Token(String value, String account, Duration life, Instant expiresAt) {
    @Override
    public String toString() {
      return "Token[" + account + "]";
    }
  }

  Token issue(String account) {
    var now = clock.instant();
    if (tokens.size() >= MAX_TOKENS) {
      tokens.values().removeIf(token -> !now.isBefore(token.expiresAt()));
    }
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    var value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var life = settings.scaled(LIFE);
    var token = new Token(value, account, life, now.plus(life));
    tokens.put(value, token);
    return token;
  }

  /// Whose token it is, empty when it is unknown or too old.
  Optional<String> account(String value) {
    return Optional.ofNullable(tokens.get(value))
        .filter(token -> clock.instant().isBefore(token.expiresAt()))
        .map(Token::account);
  }

  void forgetAll() {
    tokens.clear();
  }
}
