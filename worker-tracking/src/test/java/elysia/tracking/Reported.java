package elysia.tracking;

import elysia.db.tracking.Conversion;
import elysia.db.tracking.Destination;
import elysia.db.tracking.DestinationKind;
import elysia.db.tracking.DestinationSettings;
import elysia.db.tracking.Sale;
import elysia.model.BotUserId;
import elysia.model.ConversionId;
import elysia.model.DestinationId;
import elysia.model.Money;
import elysia.model.TelegramId;
import elysia.model.wire.ClickAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Conversions for tests of pure code: a PIX of R$ 19,90, made at 14:30:02 and paid at 14:32:09
/// UTC.
public final class Reported {
  public static final Instant CREATED_AT = Instant.parse("2026-01-15T14:30:02.918Z");
  public static final Instant PAID_AT = Instant.parse("2026-01-15T14:32:09Z");
  public static final BotUserId USER = new BotUserId(4711);
  public static final TelegramId PERSON = new TelegramId(900000001);

  private Reported() {}

  public static final Sale SALE =
      new Sale(
          "BOT1_0af1",
          Money.brl(1990),
          Money.brl(99),
          CREATED_AT,
          PAID_AT,
          new Sale.Product("o_9f", "vip-30", "VIP 30 dias"),
          null);

  public static Conversion purchase(DestinationSettings settings) {
    return conversion(
        DestinationKind.META_CAPI, settings, "Purchase", "pu_BOT1_0af1", "Maria", SALE);
  }

  public static Conversion purchase() {
    return purchase(DestinationSettings.DEFAULT);
  }

  public static Conversion lead(String token) {
    var eventId = "ld_1_" + PERSON + "_" + token;
    return conversion(
        DestinationKind.META_CAPI, DestinationSettings.DEFAULT, "Lead", eventId, "Maria", null);
  }

  public static Conversion order(String status, @Nullable String firstName) {
    return conversion(
        DestinationKind.UTMIFY, DestinationSettings.DEFAULT, status, "BOT1_0af1", firstName, SALE);
  }

  private static Conversion conversion(
      DestinationKind kind,
      DestinationSettings settings,
      String eventName,
      String eventId,
      @Nullable String firstName,
      @Nullable Sale sale) {
    return new Conversion(
        new ConversionId(1),
        new Destination(new DestinationId(1), kind, null, "", settings, null),
        new Conversion.Buyer(USER, PERSON, firstName),
        eventName,
        eventId,
        PAID_AT,
        PAID_AT,
        1,
        false,
        sale);
  }

  /// The same conversion after a call that nobody answered.
  public static Conversion maybeSent(Conversion conversion) {
    return new Conversion(
        conversion.id(),
        conversion.destination(),
        conversion.buyer(),
        conversion.eventName(),
        conversion.eventId(),
        conversion.eventTime(),
        conversion.createdAt(),
        conversion.attempt() + 1,
        true,
        conversion.sale());
  }

  /// The same conversion of nobody we know.
  public static Conversion ofNobody(Conversion conversion) {
    return new Conversion(
        conversion.id(),
        conversion.destination(),
        null,
        conversion.eventName(),
        conversion.eventId(),
        conversion.eventTime(),
        conversion.createdAt(),
        conversion.attempt(),
        conversion.maybeSent(),
        conversion.sale());
  }

  /// A click in which every field has its own value, awkward characters included.
  public static final ClickAttributes CLICK =
      new ClickAttributes(
          "FB",
          "SET_1|456",
          "CAMPANHA_2|413591587909524",
          "AD ção/1|789",
          "Instagram_Feed",
          "src-1",
          "sck-1",
          "IwAR-aB_c",
          "fb.1.1762900000000.1116446470",
          "fb.1.1762900000000.IwAR-aB_c.AQ",
          "tt-1",
          "gcl-1",
          "2001:db8::1",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) [FBAN/FBIOS]",
          "https://lp.example.com/p/abc?fbclid=IwAR-aB_c",
          "https://l.facebook.com/",
          "pt-BR,pt;q=0.9");
}
