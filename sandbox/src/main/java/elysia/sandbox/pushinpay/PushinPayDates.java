package elysia.sandbox.pushinpay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// PushinPay's `yyyy-MM-dd HH:mm:ss.SSS`, in Brasília's time.
final class PushinPayDates {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS")
          .withZone(ZoneId.of("America/Sao_Paulo"));

  private PushinPayDates() {}

  static String text(Instant at) {
    return FORMAT.format(at);
  }
}
