package elysia.messages.connect;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.messages.telegram.TelegramCall;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What Telegram holds of a bot's webhook, and what it says of its deliveries.
///
/// @param pending how many updates wait at Telegram
/// @param lastError the last delivery that went wrong
record WebhookInfo(
    String url, Set<String> updates, int pending, Optional<DeliveryError> lastError) {
  /// Our ingress answers 401 to a wrong secret and to nothing else.
  private static final Pattern WRONG_SECRET = Pattern.compile("webhook: 401\\b");

  /// Telegram's clock and ours may differ by so much.
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  WebhookInfo {
    updates = Set.copyOf(updates);
  }

  record DeliveryError(Instant at, String message) {}

  /// @param info what getWebhookInfo answered
  static WebhookInfo read(JsonNode info) {
    var updates = new HashSet<String>();
    info.path("allowed_updates").forEach(kind -> updates.add(kind.asText()));
    long errorAt = info.path("last_error_date").asLong();
    return new WebhookInfo(
        info.path("url").asText(""),
        updates,
        info.path("pending_update_count").asInt(),
        errorAt == 0
            ? Optional.empty()
            : Optional.of(
                new DeliveryError(
                    Instant.ofEpochSecond(errorAt), info.path("last_error_message").asText(""))));
  }

  /// How it differs from what we registered; empty where it does not, as far as Telegram tells. It
  /// never tells the secret: that a wrong one is used shows only in our own refusals.
  ///
  /// @param since errors before that were seen by an earlier check
  Optional<Drift> drift(URI expected, Instant since) {
    if (!url.equals(expected.toString())) {
      return Optional.of(Drift.URL);
    }
    if (!updates.equals(Set.copyOf(TelegramCall.UPDATES))) {
      return Optional.of(Drift.UPDATES);
    }
    return freshError(since)
        .filter(error -> WRONG_SECRET.matcher(error.message()).find())
        .map(_ -> Drift.SECRET);
  }

  Optional<DeliveryError> freshError(Instant since) {
    return lastError.filter(error -> error.at().isAfter(since.minus(CLOCK_DIFFERENCE)));
  }
}
