package elysia.tracking.meta;

import elysia.db.tracking.Conversion;
import elysia.db.tracking.Sale;
import elysia.model.wire.ClickAttributes;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Builds Meta's events from what is really known.
final class MetaEvents {
  private static final List<String> BRAZIL = List.of(MetaHash.of("br"));

  /// `fb.<subdomain index>.<milliseconds>.<id>`, in newer ones with a fifth part.
  private static final Pattern COOKIE = Pattern.compile("fb\\.\\d\\.\\d{13}\\.\\S+");

  private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^/\\s]+\\S*");
  private static final String WEBSITE = "website";

  /// Meta: "made via a messaging app, SMS, or online messaging feature".
  private static final String CHAT = "chat";

  private MetaEvents() {}

  /// @param click null where nobody knows one
  static MetaEvent of(Conversion conversion, @Nullable ClickAttributes click) {
    var known = click == null ? ClickAttributes.NONE : click;
    var actionSource = actionSource(conversion, known);
    boolean website = actionSource.equals(WEBSITE);
    return new MetaEvent(
        conversion.eventName(),
        conversion.eventTime().getEpochSecond(),
        conversion.eventId(),
        actionSource,
        website ? known.landingUrl() : null,
        website ? known.referrer() : null,
        new MetaEvent.UserData(
            externalId(conversion.buyer()),
            BRAZIL,
            known.clientIp(),
            known.userAgent(),
            cookie(known.fbc()),
            cookie(known.fbp())),
        conversion.sale() == null ? null : customData(conversion.sale()));
  }

  /// The seller's choice; else `website` for a sale that came through a landing page. Meta refuses
  /// `website` without the page and the user agent, so without them it is `chat`.
  private static String actionSource(Conversion conversion, ClickAttributes click) {
    boolean fromWebsite =
        click.userAgent() != null
            && click.landingUrl() != null
            && WEB_ADDRESS.matcher(click.landingUrl()).matches();
    var chosen = conversion.destination().settings().actionSource();
    if (chosen == null || chosen.equals(WEBSITE)) {
      return fromWebsite ? WEBSITE : CHAT;
    }
    return chosen;
  }

  /// The cookie byte for byte; what a browser made up and Meta's code could not have written is
  /// nobody's cookie, and would have the sale refused.
  private static @Nullable String cookie(@Nullable String value) {
    return value != null && COOKIE.matcher(value).matches() ? value : null;
  }

  /// Our own id of the person, the same in all events (L76).
  private static @Nullable List<String> externalId(Conversion.@Nullable Buyer buyer) {
    return buyer == null ? null : List.of(MetaHash.of(buyer.user().toString()));
  }

  private static MetaEvent.CustomData customData(Sale sale) {
    var value = BigDecimal.valueOf(sale.total().minor(), 2);
    var product = sale.product().code();
    return new MetaEvent.CustomData(
        sale.total().currency().getCurrencyCode(),
        value,
        sale.transactionId(),
        List.of(product),
        "product",
        List.of(new MetaEvent.Content(product, 1, value)));
  }
}
