package elysia.sandbox.common;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How the sandbox behaves.
///
/// @param telegramLimits whether sends above Telegram's rates get 429
/// @param pushinPayWebhooks the body format of PushinPay's webhooks
/// @param syncPayWebhooks the shape of SyncPay's webhooks
/// @param timeScale divides every wait of the outside world: webhook retries, PIX validity, query
///   limits. 1 is real time
/// @param ingress where the landing links live
/// @param panel where the trail of events is read
/// @param adminApiToken for the panel; without it the trail shows only the sandbox's own calls
public record SandboxSettings(
    Limits telegramLimits,
    WebhookFormat pushinPayWebhooks,
    WebhookShape syncPayWebhooks,
    int timeScale,
    URI ingress,
    URI panel,
    Optional<String> adminApiToken) {

  /// Whether rates are limited. Off for benches that drive many sends through few chats.
  public enum Limits {
    ON,
    OFF
  }

  /// PushinPay's sources disagree on the format, so by default the two alternate.
  public enum WebhookFormat {
    JSON,
    FORM,
    ALTERNATE
  }

  /// SyncPay's sources show three shapes, which take turns by default.
  public enum WebhookShape {
    /// `{"data": {...}}`
    ENVELOPE,
    /// The same fields without `data`, the amount as a text.
    FLAT,
    /// `PAID_OUT` and the names of the API before this one.
    LEGACY,
    ALTERNATE
  }

  public SandboxSettings {
    if (timeScale < 1) {
      throw new IllegalArgumentException("timeScale of at least 1 expected, got " + timeScale);
    }
  }

  public static SandboxSettings defaults() {
    return fromEnvironment(Map.of());
  }

  /// Reads `SANDBOX_TELEGRAM_LIMITS` (on, off), `SANDBOX_PUSHINPAY_WEBHOOKS` (json, form,
  /// alternate), `SANDBOX_SYNCPAY_WEBHOOKS` (envelope, flat, legacy, alternate),
  /// `SANDBOX_TIME_SCALE`, `INGRESS_URL` or `INGRESS_PORT`, `PANEL_URL` or `PANEL_PORT`, and
  /// `ADMIN_API_TOKEN`.
  public static SandboxSettings fromEnvironment(Map<String, String> env) {
    return new SandboxSettings(
        Limits.valueOf(word(env, "SANDBOX_TELEGRAM_LIMITS", "on")),
        WebhookFormat.valueOf(word(env, "SANDBOX_PUSHINPAY_WEBHOOKS", "alternate")),
        WebhookShape.valueOf(word(env, "SANDBOX_SYNCPAY_WEBHOOKS", "alternate")),
        Integer.parseInt(env.getOrDefault("SANDBOX_TIME_SCALE", "1")),
        address(env, "INGRESS", "8080"),
        address(env, "PANEL", "8090"),
        Optional.ofNullable(env.get("ADMIN_API_TOKEN")).filter(token -> !token.isBlank()));
  }

  private static String word(Map<String, String> env, String name, String otherwise) {
    return env.getOrDefault(name, otherwise).toUpperCase(Locale.ROOT);
  }

  private static URI address(Map<String, String> env, String name, String port) {
    var local = "http://127.0.0.1:" + env.getOrDefault(name + "_PORT", port);
    return URI.create(env.getOrDefault(name + "_URL", local));
  }

  public SandboxSettings withTelegramLimits(Limits limits) {
    return new SandboxSettings(
        limits, pushinPayWebhooks, syncPayWebhooks, timeScale, ingress, panel, adminApiToken);
  }

  public SandboxSettings withPushinPayWebhooks(WebhookFormat format) {
    return new SandboxSettings(
        telegramLimits, format, syncPayWebhooks, timeScale, ingress, panel, adminApiToken);
  }

  public SandboxSettings withSyncPayWebhooks(WebhookShape shape) {
    return new SandboxSettings(
        telegramLimits, pushinPayWebhooks, shape, timeScale, ingress, panel, adminApiToken);
  }

  public SandboxSettings withTimeScale(int scale) {
    return new SandboxSettings(
        telegramLimits, pushinPayWebhooks, syncPayWebhooks, scale, ingress, panel, adminApiToken);
  }

  /// A wait of the outside world as it lasts here.
  public Duration scaled(Duration wait) {
    return wait.dividedBy(timeScale);
  }
}
