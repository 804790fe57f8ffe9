package elysia.sandbox.telegram;

import elysia.sandbox.common.RevokedTokens;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import elysia.sandbox.common.WebhookClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// All bots. A token of the right shape is a bot's unless it was revoked.
@Singleton
final class Bots {
  private static final int MAX_BOTS = 10_000;
  private static final Pattern TOKEN = Pattern.compile("(\\d{5,15}):[A-Za-z0-9_-]{35}");

  /// As BotFather would know the bots of the demonstration.
  private static final Map<Long, Bot.Profile> DEMO_BOTS =
      Map.of(
          Telegram.DEMO_BOT_ID,
          new Bot.Profile("demo_vip_bot", "VIP da Demonstração"),
          700_000_002L,
          new Bot.Profile("demo_syncpay_bot", "VIP SyncPay"));

  private final Map<Long, Bot> bots = new ConcurrentHashMap<>();
  private final RevokedTokens revoked;
  private final WebhookClient webhooks;
  private final SandboxSettings settings;
  private final Clock clock;

  Bots(RevokedTokens revoked, WebhookClient webhooks, SandboxSettings settings, Clock clock) {
    this.revoked = revoked;
    this.webhooks = webhooks;
    this.settings = settings;
    this.clock = clock;
  }

  /// @throws Refusal 401 for a malformed or revoked token
  Bot authenticate(String token) {
    var shape = TOKEN.matcher(token);
    if (!shape.matches() || revoked.contains(Service.TELEGRAM, token)) {
      throw Refusal.unauthorized();
    }
    long id = Long.parseLong(shape.group(1));
    if (bots.size() >= MAX_BOTS && !bots.containsKey(id)) {
      throw new IllegalStateException("the sandbox keeps at most 10000 bots");
    }
    return bots.computeIfAbsent(id, this::create);
  }

  private Bot create(long id) {
    var unnamed = new Bot.Profile("demo_" + id + "_bot", "Demo " + id);
    var profile = DEMO_BOTS.getOrDefault(id, unnamed);
    return new Bot(id, profile, new UpdateFeed(id, webhooks, settings, clock));
  }

  Optional<Bot> byUsername(String username) {
    return bots.values().stream()
        .filter(bot -> bot.profile().username().equalsIgnoreCase(username))
        .findFirst();
  }

  Collection<Bot> all() {
    return List.copyOf(bots.values());
  }

  /// The bot's id in a token, empty where there is none.
  static String id(String token) {
    var shape = TOKEN.matcher(token);
    return shape.matches() ? shape.group(1) : "";
  }

  /// `8240789...LEOBE`, as logs may show it.
  static String masked(String token) {
    return token.length() < 16
        ? "***"
        : token.substring(0, 7) + "..." + token.substring(token.length() - 5);
  }
}
