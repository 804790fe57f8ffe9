package elysia.panel.trail;

import com.fasterxml.jackson.annotation.JsonRawValue;
import elysia.db.admin.Trail;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/trail`: every event and every row of a sale that moved since the caller last asked.
@Controller("/api/v1/trail")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TrailController {
  /// How far back it looks: it shows what happens now, not history.
  private static final Duration REACH = Duration.ofMinutes(15);

  private final Trail trail;
  private final Clock clock;

  TrailController(Trail trail, Clock clock) {
    this.trail = trail;
    this.clock = clock;
  }

  record Item(Instant at, String kind, String title, @JsonRawValue String detail) {}

  /// @param next the `after` of the next call
  record Page(List<Item> items, String next) {}

  /// @param after the last answer's `next`; without it the last 15 minutes
  @Get
  Page list(@Nullable @QueryValue String after) {
    var earliest = clock.instant().minus(REACH);
    var from = after == null || after.isBlank() ? earliest : instant(after);
    var items =
        trail.after(Tenant.DEFAULT, from.isBefore(earliest) ? earliest : from).stream()
            .map(item -> new Item(item.at(), item.kind(), item.title(), item.detail()))
            .toList();
    return new Page(items, (items.isEmpty() ? from : items.getLast().at()).toString());
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw ProblemException.badRequest("after: o valor de next da última resposta esperado.");
    }
  }
}
