package elysia.panel.bots;

import elysia.db.secret.LegacyTokenKey;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What we know of the old application.
///
/// @param tokenKey `LEGACY_TOKEN_KEY`, which opens the bot tokens that it has sealed; needed until
///   its last such bot is adopted
@ConfigurationProperties("legacy")
record LegacyConfig(@Nullable String tokenKey) {
  Optional<LegacyTokenKey> key() {
    return Optional.ofNullable(tokenKey).filter(text -> !text.isBlank()).map(LegacyTokenKey::new);
  }

  @Override
  public String toString() {
    return "LegacyConfig[]";
  }
}
