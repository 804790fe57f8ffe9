package elysia.ingress.metrics;

import elysia.db.DatabaseException;
import elysia.db.metrics.FunnelDay;
import elysia.db.metrics.FunnelQueries;
import elysia.messaging.WireJson;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/api/metrics`: the basic funnel per bot and day, for the holder of the admin token. The only
/// request that needs the database.
@Controller
final class FunnelController {
  private static final Logger LOG = LoggerFactory.getLogger(FunnelController.class);
  private static final int DEFAULT_DAYS = 7;
  private static final int MAX_DAYS = 366;

  private final AdminToken adminToken;
  private final FunnelQueries funnel;
  private final Clock clock;

  FunnelController(AdminToken adminToken, FunnelQueries funnel, Clock clock) {
    this.adminToken = adminToken;
    this.funnel = funnel;
    this.clock = clock;
  }

  /// What `/api/metrics` answers: both days included, newest day first.
  record Report(LocalDate from, LocalDate to, String timeZone, List<FunnelDay> days) {}

  /// @param from first day, such as `2026-11-16`; default six days before `to`
  /// @param to last day; default today in São Paulo
  @Get(value = "/api/metrics", produces = MediaType.APPLICATION_JSON)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> metrics(
      @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization,
      @Nullable @QueryValue String from,
      @Nullable @QueryValue String to) {
    if (!adminToken.admits(authorization)) {
      return problem(HttpStatus.UNAUTHORIZED, "Token de administrador ausente ou errado.")
          .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    LocalDate last;
    LocalDate first;
    try {
      last =
          to == null
              ? LocalDate.ofInstant(clock.instant(), FunnelQueries.ZONE)
              : LocalDate.parse(to);
      first = from == null ? last.minusDays(DEFAULT_DAYS - 1) : LocalDate.parse(from);
    } catch (DateTimeParseException e) {
      return problem(HttpStatus.BAD_REQUEST, "from e to são dias como 2026-11-22.");
    }
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > MAX_DAYS) {
      return problem(
          HttpStatus.BAD_REQUEST,
          "O período deve ter de 1 a " + MAX_DAYS + " dias, veio " + days + ".");
    }
    return report(first, last);
  }

  private HttpResponse<byte[]> report(LocalDate first, LocalDate last) {
    try {
      var report = new Report(first, last, FunnelQueries.ZONE.getId(), funnel.days(first, last));
      return HttpResponse.ok(WireJson.bytes(report));
    } catch (DatabaseException e) {
      LOG.warn("[METRICS] O banco não respondeu: {}", e.getMessage());
      return problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "O banco de dados não responde agora. Tente de novo em instantes.");
    }
  }

  private static MutableHttpResponse<byte[]> problem(HttpStatus status, String message) {
    return HttpResponse.<byte[]>status(status).body(WireJson.bytes(Map.of("error", message)));
  }
}
