package elysia.tracking.meta;

import elysia.db.tracking.Conversion;
import elysia.db.tracking.ConversionResult.Call;
import elysia.db.tracking.ConversionState;
import elysia.db.tracking.Conversions;
import elysia.db.tracking.TrackingSessions;
import elysia.model.ConversionId;
import elysia.model.DestinationId;
import elysia.tracking.destination.AnswerJson;
import elysia.tracking.destination.AtOnce;
import elysia.tracking.destination.ConversionLedger;
import elysia.tracking.destination.ConversionLedger.Entry;
import elysia.tracking.destination.HttpAnswer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports conversions to their pixels, one call per pixel and batch.
///
/// Meta takes a batch whole or not at all, so one that it finds invalid is halved until the bad
/// event stands alone.
@Singleton
final class CapiSender {
  /// Longer than all calls of one batch: then it is free for another attempt.
  private static final Duration LEASE = Duration.ofMinutes(3);

  private final Conversions conversions;
  private final TrackingSessions sessions;
  private final ConversionLedger ledger;
  private final MetaClient client;
  private final MatchCoverage coverage;
  private final Clock clock;

  CapiSender(
      Conversions conversions,
      TrackingSessions sessions,
      ConversionLedger ledger,
      MetaClient client,
      MatchCoverage coverage,
      Clock clock) {
    this.conversions = conversions;
    this.sessions = sessions;
    this.ledger = ledger;
    this.client = client;
    this.coverage = coverage;
    this.clock = clock;
  }

  private record Report(Conversion conversion, MetaEvent event) {}

  /// Sends those of the conversions that still wait.
  void send(Collection<ConversionId> ids) throws InterruptedException {
    var perPixel = new LinkedHashMap<DestinationId, List<Report>>();
    for (var report : decide(conversions.claim(ids, LEASE))) {
      perPixel
          .computeIfAbsent(report.conversion().destination().id(), _ -> new ArrayList<>())
          .add(report);
    }
    var calls = new ArrayList<AtOnce.Call>();
    perPixel.values().forEach(reports -> calls.add(() -> sendBatch(reports)));
    AtOnce.run(calls);
  }

  /// The events to send; of the others it is written down why not.
  private List<Report> decide(List<Conversion> claimed) throws InterruptedException {
    var clicks =
        sessions.find(
            claimed.stream()
                .flatMap(conversion -> MetaDecision.leadToken(conversion).stream())
                .toList());
    var reports = new ArrayList<Report>();
    var others = new ArrayList<Entry>();
    for (var conversion : claimed) {
      switch (MetaDecision.of(conversion, clicks, clock.instant())) {
        case MetaDecision.Send(var event) -> reports.add(new Report(conversion, event));
        case MetaDecision.Not(var state, var reason) ->
            others.add(new Entry(conversion, state, reason, null));
      }
    }
    ledger.write(others);
    return reports;
  }

  private void sendBatch(List<Report> reports) throws InterruptedException {
    var pixel = reports.getFirst().conversion().destination();
    var http = client.send(pixel, reports.stream().map(Report::event).toList());
    switch (MetaAnswer.of(http, reports.size())) {
      case MetaAnswer.Accepted _ -> {
        write(reports, ConversionState.SENT, null, http);
        reports.forEach(report -> coverage.record(report.event()));
      }
      case MetaAnswer.NotNow(var reason) -> write(reports, ConversionState.PENDING, reason, http);
      case MetaAnswer.Unknown(var reason) -> write(reports, ConversionState.SENDING, reason, http);
      case MetaAnswer.CredentialRefused(var reason) -> {
        ledger.park(pixel, reason);
        write(reports, ConversionState.PARKED, "o destino está parado: " + reason, http);
      }
      case MetaAnswer.Invalid(var reason) -> {
        if (reports.size() == 1) {
          write(reports, ConversionState.FAILED, reason, http);
          return;
        }
        int half = reports.size() / 2; // by age: old events are refused together
        sendBatch(reports.subList(0, half));
        sendBatch(reports.subList(half, reports.size()));
      }
    }
  }

  private void write(
      List<Report> reports, ConversionState state, @Nullable String reason, HttpAnswer answer)
      throws InterruptedException {
    ledger.write(
        reports.stream()
            .map(
                report ->
                    new Entry(
                        report.conversion(),
                        doubt(report, state),
                        reason,
                        call(report.event(), answer)))
            .toList());
  }

  /// A refusal now says nothing about the earlier call that nobody answered.
  private static ConversionState doubt(Report report, ConversionState state) {
    return state == ConversionState.PENDING && report.conversion().maybeSent()
        ? ConversionState.SENDING
        : state;
  }

  private static Call call(MetaEvent event, HttpAnswer answer) {
    var request = MetaJson.text(event);
    return answer instanceof HttpAnswer.Answered(int status, var body)
        ? new Call(request, status, AnswerJson.forStorage(body))
        : new Call(request, null, null);
  }
}
