package elysia.tracking.meta;

import elysia.db.tracking.Conversion;
import elysia.db.tracking.ConversionState;
import elysia.db.tracking.TrackingSessions.Session;
import elysia.model.TrackingToken;
import elysia.tracking.destination.SaleClick;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Whether a claimed conversion goes to Meta, and if not, why.
sealed interface MetaDecision {
  /// Meta refuses a whole batch for one event older than 7 days.
  Duration OLDEST = Duration.ofHours(156);

  /// A gateway's clock may run ahead of ours; an event of the future would be refused for good.
  Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

  /// So long Meta recognises a repeat by its event id.
  Duration REPEATABLE = Duration.ofDays(2);

  /// How long a lead waits for the row of its click: the /start may have overtaken it.
  Duration CLICK_GRACE = Duration.ofMinutes(2);

  record Send(MetaEvent event) implements MetaDecision {}

  record Not(ConversionState state, String reason) implements MetaDecision {}

  /// @param sessions the clicks of the leads
  static MetaDecision of(Conversion conversion, Map<TrackingToken, Session> sessions, Instant now) {
    var age = Duration.between(conversion.eventTime(), now);
    var parked = conversion.destination().parkedReason();
    if (parked != null) {
      return new Not(ConversionState.PARKED, "o destino está parado: " + parked);
    }
    if (age.compareTo(OLDEST) > 0) {
      return new Not(ConversionState.PARKED, "mais de 6,5 dias");
    }
    if (age.compareTo(CLOCK_TOLERANCE.negated()) < 0) {
      return new Not(ConversionState.PENDING, "a hora do evento ainda não chegou");
    }
    if (conversion.maybeSent() && age.compareTo(REPEATABLE) > 0) {
      return new Not(
          ConversionState.PARKED, "sem resposta há mais de 48 h: a Meta pode ter recebido");
    }
    return conversion.sale() == null
        ? lead(conversion, sessions, now)
        : sendable(MetaEvents.of(conversion, SaleClick.of(conversion.sale())));
  }

  /// The token in a lead's event id, `ld_<bot>_<person>_<token>`.
  static Optional<TrackingToken> leadToken(Conversion conversion) {
    var parts = conversion.eventId().split("_", 4);
    return parts.length == 4 && parts[0].equals("ld")
        ? TrackingToken.parse(parts[3])
        : Optional.empty();
  }

  private static MetaDecision lead(
      Conversion conversion, Map<TrackingToken, Session> sessions, Instant now) {
    var session = leadToken(conversion).map(sessions::get).orElse(null);
    var buyer = conversion.buyer();
    if (session == null) {
      return Duration.between(conversion.createdAt(), now).compareTo(CLICK_GRACE) < 0
          ? new Not(ConversionState.PENDING, "o clique ainda não chegou")
          : new Not(ConversionState.SKIPPED, "não há clique com este token");
    }
    if (session.person() != null && buyer != null && !session.person().equals(buyer.person())) {
      return new Not(ConversionState.SKIPPED, "o link é de outra pessoa");
    }
    return sendable(MetaEvents.of(conversion, session.attributes()));
  }

  private static MetaDecision sendable(MetaEvent event) {
    return event.userData().matchable()
        ? new Send(event)
        : new Not(ConversionState.SKIPPED, "nenhum dado que a Meta possa reconhecer");
  }
}
