package elysia.sandbox.phone;

import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import elysia.sandbox.common.WebhookClient;
import elysia.sandbox.common.WebhookClient.Outgoing;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A click on an ad, as the browser inside a social network's app makes it: with campaign
/// parameters, a click id, the pixel's cookies, and an address of its own.
@Singleton
final class AdClick {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern DEEP_LINK =
      Pattern.compile("https://t\\.me/([A-Za-z0-9_]{4,32})(?:\\?start=([A-Za-z0-9_-]{1,64}))?");
  private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /// From the block that RFC 5737 keeps for examples.
  private static final String BUYER_ADDRESS = "203.0.113.7";

  private static final String USER_AGENT =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/510.0.0;FBDV/iPhone15,2;FBLC/pt_BR]";

  private final WebhookClient client;
  private final SandboxSettings settings;
  private final Clock clock;

  AdClick(WebhookClient client, SandboxSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /// Where the click led to.
  sealed interface Landing {
    /// To a bot, with the start payload that carries the click; empty where the link has none.
    record Bot(String username, Optional<String> payload) implements Landing {}

    record Elsewhere(int status, String location) implements Landing {}

    record Unreachable(URI url) implements Landing {}
  }

  /// @throws IllegalArgumentException when `link` can be no link's slug
  Landing click(String link) throws InterruptedException {
    if (!LINK.matcher(link).matches()) {
      throw new IllegalArgumentException("a link's slug expected");
    }
    var clickId = "IwAR" + random(36);
    var url = settings.ingress().resolve("/go/" + link + "?" + query(clickId));
    var answer =
        client.call(
            new Outgoing(Service.LANDING, "GET", url, headers(clickId), new byte[0], TIMEOUT));
    return answer
        .map(AdClick::landing)
        .orElseGet(() -> new Landing.Unreachable(settings.ingress()));
  }

  private static Landing landing(HttpResponse<String> answer) {
    var location = answer.headers().firstValue("Location").orElse("");
    var deepLink = DEEP_LINK.matcher(location);
    return deepLink.matches()
        ? new Landing.Bot(deepLink.group(1), Optional.ofNullable(deepLink.group(2)))
        : new Landing.Elsewhere(answer.statusCode(), location);
  }

  private static String query(String clickId) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("utm_source", "FB");
    parameters.put("utm_medium", "CONJUNTO_1|120210000000000002");
    parameters.put("utm_campaign", "CAMPANHA_VIP|120210000000000001");
    parameters.put("utm_content", "ANUNCIO_1|120210000000000003");
    parameters.put("utm_term", "Instagram_Feed");
    parameters.put("fbclid", clickId);
    return parameters.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Map<String, String> headers(String clickId) {
    long now = clock.instant().toEpochMilli();
    var pixelId = "fb.1." + now + "." + (1_000_000_000L + RANDOM.nextInt(1_000_000_000));
    return Map.of(
        "User-Agent",
        USER_AGENT,
        "Accept-Language",
        "pt-BR,pt;q=0.9",
        "Referer",
        "https://l.facebook.com/",
        "X-Forwarded-For",
        BUYER_ADDRESS,
        "Cookie",
        "_fbp=" + pixelId + "; _fbc=fb.1." + now + "." + clickId);
  }

  private static String random(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
