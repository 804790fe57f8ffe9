package elysia.model.wire;

import org.jspecify.annotations.Nullable;

/// Everything known of an ad click, byte for byte as the browser said it. Nothing is ever invented:
/// what was not there is null.
///
/// @param clientIp the browser's address, by `TRUSTED_PROXIES`; never Telegram's or our own
/// @param fbc the browser's cookie, or built once from `fbclid` with the time it was first seen
public record ClickAttributes(
    @Nullable String utmSource,
    @Nullable String utmMedium,
    @Nullable String utmCampaign,
    @Nullable String utmContent,
    @Nullable String utmTerm,
    @Nullable String src,
    @Nullable String sck,
    @Nullable String fbclid,
    @Nullable String fbp,
    @Nullable String fbc,
    @Nullable String ttclid,
    @Nullable String gclid,
    @Nullable String clientIp,
    @Nullable String userAgent,
    @Nullable String landingUrl,
    @Nullable String referrer,
    @Nullable String acceptLanguage) {

  /// Of a click that nobody knows.
  public static final ClickAttributes NONE =
      new ClickAttributes(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  /// Without what belongs to one browser: all that may be told of somebody else's click.
  public ClickAttributes campaign() {
    return new ClickAttributes(
        utmSource,
        utmMedium,
        utmCampaign,
        utmContent,
        utmTerm,
        src,
        sck,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
