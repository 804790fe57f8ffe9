package elysia.ingress.snapshot;

import elysia.db.snapshots.BotRow;
import elysia.model.BotId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A bot that may be called by Telegram.
public final class Bot {
  /// Telegram goes on with the old secret for the updates that are on their way.
  private static final Duration PREVIOUS_SECRET_LIFE = Duration.ofMinutes(10);

  private final BotId id;
  private final String slug;
  private final boolean receiving;
  private final boolean connecting;
  private final byte @Nullable [] secret;
  private final byte @Nullable [] previousSecret;
  private final Instant previousSecretEnd;

  Bot(BotRow row) {
    this.id = row.id();
    this.slug = row.slug();
    this.receiving = row.receiving();
    this.connecting = row.connecting();
    this.secret = bytes(row.secret());
    this.previousSecret = bytes(row.previousSecret());
    this.previousSecretEnd =
        row.secretChangedAt() == null
            ? Instant.MIN
            : row.secretChangedAt().plus(PREVIOUS_SECRET_LIFE);
  }

  public BotId id() {
    return id;
  }

  public String slug() {
    return slug;
  }

  /// Whether its updates go on; those of others are answered and dropped, unless they connect.
  public boolean receiving() {
    return receiving;
  }

  /// Whether it is about to receive for the first time: Telegram has our webhook a moment before it
  /// wakes up, and at a bot of the old application people are writing all the time.
  public boolean connecting() {
    return connecting;
  }

  /// Whether the caller knows the bot's secret, compared in constant time. A bot without one admits
  /// nobody (L90).
  public boolean admits(@Nullable String presented, Instant now) {
    if (presented == null || presented.isEmpty()) {
      return false;
    }
    var bytes = presented.getBytes(StandardCharsets.UTF_8);
    return matches(secret, bytes)
        || (now.isBefore(previousSecretEnd) && matches(previousSecret, bytes));
  }

  private static boolean matches(byte @Nullable [] expected, byte[] presented) {
    return expected != null && MessageDigest.isEqual(expected, presented);
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
