package elysia.runtime.media;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Where media are kept, as `MEDIA_URL` says it.
sealed interface MediaUrl {
  /// `file:///var/elysia/media`
  record Folder(Path path) implements MediaUrl {}

  /// `https://KEY:SECRET@endpoint/bucket?region=auto`: any S3-compatible store. Key and secret are
  /// percent-encoded; the region is us-east-1 unless named.
  record Bucket(URI endpoint, String name, String region, String accessKey, String secretKey)
      implements MediaUrl {
    @Override
    public String toString() {
      return "Bucket[" + endpoint + " " + name + "]";
    }
  }

  Pattern REGION = Pattern.compile("region=([A-Za-z0-9-]+)");
  String DEFAULT_REGION = "us-east-1";

  /// @throws IllegalArgumentException which shows nothing of the URL, for it holds a secret
  static MediaUrl parse(String text) {
    try {
      var url = URI.create(text);
      var scheme = String.valueOf(url.getScheme());
      return switch (scheme) {
        case "file" -> new Folder(Path.of(url));
        case "http", "https" -> bucket(url, scheme);
        default -> throw wrong();
      };
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
  }

  private static Bucket bucket(URI url, String scheme) {
    var user = String.valueOf(url.getRawUserInfo()).split(":", 2);
    var name = String.valueOf(url.getPath()).replaceFirst("^/", "");
    if (user.length != 2 || url.getHost() == null || name.isEmpty() || name.contains("/")) {
      throw wrong();
    }
    var port = url.getPort() < 0 ? "" : ":" + url.getPort();
    var region = REGION.matcher(String.valueOf(url.getQuery()));
    return new Bucket(
        URI.create(scheme + "://" + url.getHost() + port),
        name,
        region.matches() ? region.group(1) : DEFAULT_REGION,
        decoded(user[0]),
        decoded(user[1]));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "MEDIA_URL: file:///pasta ou https://CHAVE:SEGREDO@servidor/bucket esperado");
  }
}
