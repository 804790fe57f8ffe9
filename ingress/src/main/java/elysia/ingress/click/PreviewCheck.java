package elysia.ingress.click;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells a person's click from those who only look where a link goes: prefetching apps, which come
/// with a real person's agent and address, and preview bots.
final class PreviewCheck {
  private static final List<String> PURPOSE_HEADERS =
      List.of("X-Purpose", "Purpose", "Sec-Purpose", "X-Moz");
  private static final Pattern PURPOSE = Pattern.compile("prefetch|preview|prerender");

  /// Names that only bots carry. "FBAN", "FBAV" or a bare "facebook" are real people in an app.
  private static final Pattern BOT =
      Pattern.compile(
          String.join(
              "|",
              "facebookexternalhit",
              "facebot",
              "facebookcatalog",
              "meta-externalagent",
              "meta-externalfetcher",
              "adreview",
              "telegrambot",
              "^whatsapp/",
              "twitterbot",
              "slackbot",
              "linkedinbot",
              "discordbot",
              "googlebot",
              "adsbot-google",
              "bingbot",
              "applebot",
              "pinterestbot",
              "redditbot",
              "skypeuripreview",
              "bytespider"));

  private PreviewCheck() {}

  static boolean isPreview(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.HEAD
        || hasPreviewPurpose(request.getHeaders())
        || BOT.matcher(lowerCase(request.getHeaders(), HttpHeaders.USER_AGENT)).find();
  }

  private static boolean hasPreviewPurpose(HttpHeaders headers) {
    return PURPOSE_HEADERS.stream()
        .anyMatch(name -> PURPOSE.matcher(lowerCase(headers, name)).find());
  }

  private static String lowerCase(HttpHeaders headers, String name) {
    var value = headers.get(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }
}
