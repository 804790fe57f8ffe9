package elysia.ingress.click;

import elysia.model.wire.ClickAttributes;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Collects what a browser says with its click.
///
/// A value that is too long or holds control characters is dropped, never cut: half a click id is a
/// wrong one, and PostgreSQL takes no NUL.
@Singleton
final class ClickReader {
  static final int MAX_PARAMETER_CHARACTERS = 512;
  static final int MAX_HEADER_CHARACTERS = 2048;

  private final PublicAddress address;
  private final ClientAddress clientAddress;
  private final Clock clock;

  ClickReader(PublicAddress address, ClientAddress clientAddress, Clock clock) {
    this.address = address;
    this.clientAddress = clientAddress;
    this.clock = clock;
  }

  /// @param baseUrl `PUBLIC_BASE_URL`, how browsers reach us; without it clicks have no landing URL
  @ConfigurationProperties("public")
  record PublicAddress(@Nullable URI baseUrl) {}

  ClickAttributes read(HttpRequest<?> request) {
    var fbclid = parameter(request, "fbclid");
    return new ClickAttributes(
        parameter(request, "utm_source"),
        parameter(request, "utm_medium"),
        parameter(request, "utm_campaign"),
        parameter(request, "utm_content"),
        parameter(request, "utm_term"),
        parameter(request, "src"),
        parameter(request, "sck"),
        fbclid,
        cookie(request, "_fbp"),
        fbc(cookie(request, "_fbc"), fbclid),
        parameter(request, "ttclid"),
        parameter(request, "gclid"),
        clientIp(request),
        header(request, HttpHeaders.USER_AGENT),
        landingUrl(request),
        header(request, HttpHeaders.REFERER),
        header(request, HttpHeaders.ACCEPT_LANGUAGE));
  }

  /// The cookie as it is, unless the URL brings a newer click than the cookie tells of. Meta docs,
  /// "ClickID and the fbp and fbc Parameters": the time is when the id was first seen, in
  /// milliseconds; without fbclid there is no fbc.
  private @Nullable String fbc(@Nullable String cookie, @Nullable String fbclid) {
    if (fbclid == null || (cookie != null && fbclid.equals(clickIdOf(cookie)))) {
      return cookie;
    }
    return "fb.1." + clock.millis() + "." + fbclid;
  }

  /// `fb.<index>.<milliseconds>.<fbclid>`, where newer builders append one more part.
  private static @Nullable String clickIdOf(String fbc) {
    var parts = fbc.split("\\.", -1);
    return parts.length < 4 ? null : parts[3];
  }

  private @Nullable String landingUrl(HttpRequest<?> request) {
    var base = address.baseUrl();
    if (base == null) {
      return null;
    }
    var uri = request.getUri();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return clean(
        base.toString().replaceFirst("/$", "") + uri.getRawPath() + query, MAX_HEADER_CHARACTERS);
  }

  private @Nullable String clientIp(HttpRequest<?> request) {
    var forwarded = request.getHeaders().getAll("X-Forwarded-For");
    return clientAddress
        .of(
            request.getRemoteAddress().getAddress(),
            forwarded.isEmpty() ? null : String.join(",", forwarded),
            request.getHeaders().get("CF-Connecting-IP"))
        .orElse(null);
  }

  private static @Nullable String parameter(HttpRequest<?> request, String name) {
    return clean(request.getParameters().get(name), MAX_PARAMETER_CHARACTERS);
  }

  private static @Nullable String header(HttpRequest<?> request, String name) {
    return clean(request.getHeaders().get(name), MAX_HEADER_CHARACTERS);
  }

  private static @Nullable String cookie(HttpRequest<?> request, String name) {
    return request
        .getCookies()
        .findCookie(name)
        .map(cookie -> clean(cookie.getValue(), MAX_PARAMETER_CHARACTERS))
        .orElse(null);
  }

  private static @Nullable String clean(@Nullable String value, int maxCharacters) {
    boolean usable =
        value != null
            && !value.isEmpty()
            && value.length() <= maxCharacters
            && value.chars().noneMatch(Character::isISOControl);
    return usable ? value : null;
  }
}
