package elysia.db.gateways;

import elysia.db.Sql;
import elysia.model.AttemptId;
import elysia.model.PaymentId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The inbox of what gateways send, `gateway_events`: every event once, a repeat is counted and
/// overwrites nothing.
@Singleton
public final class GatewayEvents {
  // no conflict target: the identity is in two unique indexes, and either may notice it first
  private static final String STORE =
      """
      insert into gateway_events
        (organization_id, gateway_account_id, provider, provider_event_id, dedupe_key, purpose, payload,
         received_at, occurred_at, last_seen_at)
      values (?, ?, ?, ?, ?, 'webhook', ?, ?, ?, ?)
      on conflict do nothing
      returning id, outcome
      """;
  private static final String SEEN_AGAIN =
      """
      update gateway_events set seen_count = seen_count + ?, last_seen_at = ? where dedupe_key = ?
      returning id, outcome
      """;
  private static final String LOCK =
      "select id, outcome from gateway_events where id = ? for update";
  private static final String DECIDE =
      "update gateway_events set outcome = ?, attempt_id = ?, payment_id = ? where id = ?";

  private final Sql sql;

  GatewayEvents(Sql sql) {
    this.sql = sql;
  }

  /// One event as it came.
  ///
  /// @param identity what makes it this event within the gateway: account, charge, status, body
  /// @param payload JSON
  public record NewEvent(
      GatewayAccount account, String identity, String payload, Instant receivedAt) {}

  /// A stored event.
  ///
  /// @param outcome what was made of it, null until that is known
  public record Stored(long id, @Nullable String outcome) {}

  /// Whether the gateway sent the event, or we took it up again by ourselves.
  public enum Sight {
    SENT,
    RETRIED
  }

  /// Stores the event, or counts it when it is known.
  public Stored store(NewEvent event, Sight sight) {
    var account = event.account();
    var dedupeKey = account.gateway() + ":" + event.identity();
    return sql.one(
            STORE,
            row -> new Stored(row.id("id"), row.optionalText("outcome")),
            account.organization(),
            account.id(),
            account.gateway(),
            event.identity(),
            dedupeKey,
            new Sql.Json(event.payload()),
            event.receivedAt(),
            event.receivedAt(),
            event.receivedAt())
        .or(() -> seenAgain(dedupeKey, event.receivedAt(), sight))
        .orElseThrow(() -> new IllegalStateException("event neither new nor known: " + dedupeKey));
  }

  private Optional<Stored> seenAgain(String dedupeKey, Instant at, Sight sight) {
    return sql.one(
        SEEN_AGAIN,
        row -> new Stored(row.id("id"), row.optionalText("outcome")),
        sight == Sight.SENT ? 1 : 0,
        at,
        dedupeKey);
  }

  /// The event, locked until the transaction ends: of many who got it, one decides.
  public Stored lock(long event) {
    return sql.one(LOCK, row -> new Stored(row.id("id"), row.optionalText("outcome")), event)
        .orElseThrow(() -> new IllegalStateException("no gateway event " + event));
  }

  /// Notes what was made of an event, and of which charge it spoke.
  public void decide(
      long event, String outcome, @Nullable AttemptId attempt, @Nullable PaymentId payment) {
    sql.update(DECIDE, outcome, attempt, payment, event);
  }
}
