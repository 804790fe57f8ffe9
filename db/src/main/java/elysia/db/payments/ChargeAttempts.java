package elysia.db.payments;

import elysia.db.Sql;
import elysia.model.AttemptId;
import elysia.model.GatewayAccountId;
import elysia.model.PaymentId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of `payment_attempts`, and every name that gateways have for their charges. Whoever
/// writes holds the payment's lock.
@Singleton
public final class ChargeAttempts {
  private static final String BEGIN =
      """
      insert into payment_attempts (payment_id, gateway_account_id, number, charge_token_hash, started_at)
      select ?, ?, coalesce(max(number), 0) + 1, ?, ? from payment_attempts where payment_id = ?
      returning id
      """;
  private static final String ABANDON =
      """
      update payment_attempts set state = 'unknown', reason = ?, finished_at = ?
      where payment_id = ? and state = 'calling'
      """;

  // an attempt that was given up may still have its answer: the row says what is known now
  private static final String FINISH =
      """
      update payment_attempts set state = ?, rejection = ?, reason = ?, latency_ms = ?, finished_at = ? where id = ?
      """;
  private static final String REJECTIONS =
      """
      select gateway_account_id, coalesce(rejection, '') as rejection from payment_attempts
      where payment_id = ? and state = 'rejected'
      """;
  private static final String IDENTIFY =
      """
      insert into charge_identifiers (gateway_account_id, kind, value, payment_id, attempt_id, created_at)
      select ?, name.kind, name.value, ?, ?, ? from unnest(?::text[], ?::text[]) as name (kind, value)
      on conflict do nothing
      """;
  private static final String OF_TOKEN =
      """
      select id, payment_id, gateway_account_id, state from payment_attempts where charge_token_hash = ?
      """;
  private static final String OF_NAMES =
      """
      select distinct a.id, a.payment_id, a.gateway_account_id, a.state
      from charge_identifiers c join payment_attempts a on a.id = c.attempt_id
      where c.gateway_account_id = ? and c.value = any(?)
      """;
  private static final String NAMES_OF =
      "select value from charge_identifiers where attempt_id = ?";

  private final Sql sql;

  ChargeAttempts(Sql sql) {
    this.sql = sql;
  }

  /// What an attempt came to.
  ///
  /// @param rejection why the gateway refused, as a word; null where it did not
  public record End(
      ChargeAttempt.State state,
      @Nullable String rejection,
      String reason,
      Duration latency,
      Instant at) {}

  /// A refusal of a payment.
  public record Rejection(GatewayAccountId account, String word) {}

  /// Begins an attempt; commit before the gateway is asked (L39).
  public AttemptId begin(
      PaymentId payment, GatewayAccountId account, String chargeTokenHash, Instant at) {
    return sql.query(
            BEGIN,
            row -> new AttemptId(row.id("id")),
            payment,
            account,
            chargeTokenHash,
            at,
            payment)
        .getFirst();
  }

  /// Closes what a crash left open: a charge may exist.
  public void abandonOpen(PaymentId payment, String reason, Instant at) {
    sql.update(ABANDON, reason, at, payment);
  }

  public void finish(AttemptId attempt, End end) {
    sql.update(
        FINISH,
        end.state().word(),
        end.rejection(),
        end.reason().isEmpty() ? null : end.reason(),
        end.latency().toMillis(),
        end.at(),
        attempt);
  }

  /// The refusals of this payment so far.
  public List<Rejection> rejections(PaymentId payment) {
    return sql.query(
        REJECTIONS,
        row ->
            new Rejection(
                new GatewayAccountId(row.id("gateway_account_id")), row.text("rejection")),
        payment);
  }

  /// Notes names of the attempt's charge, by kind. A name that another charge of the account has
  /// stays with that one: then false.
  public boolean identify(ChargeAttempt attempt, Map<String, String> identifiers, Instant at) {
    sql.update(
        IDENTIFY,
        attempt.account(),
        attempt.payment(),
        attempt.id(),
        at,
        identifiers.keySet().toArray(String[]::new),
        identifiers.values().toArray(String[]::new));
    return ofNames(attempt.account(), identifiers.values()).stream()
        .allMatch(named -> named.id().equals(attempt.id()));
  }

  public Optional<ChargeAttempt> ofToken(String chargeTokenHash) {
    return sql.one(OF_TOKEN, ChargeAttempts::attempt, chargeTokenHash);
  }

  /// The attempts whose charge has any of these names in this account, by exact match. More than
  /// one means that the names contradict each other.
  public List<ChargeAttempt> ofNames(GatewayAccountId account, Collection<String> names) {
    return sql.query(OF_NAMES, ChargeAttempts::attempt, account, names.toArray(String[]::new));
  }

  /// The attempt whose charge the gateway calls so.
  public Optional<ChargeAttempt> ofCharge(GatewayAccountId account, String chargeId) {
    return ofNames(account, Set.of(chargeId)).stream().findFirst();
  }

  /// All names of the attempt's charge, none where we were never told.
  public Set<String> namesOf(AttemptId attempt) {
    return Set.copyOf(sql.query(NAMES_OF, row -> row.text("value"), attempt));
  }

  private static ChargeAttempt attempt(Sql.Row row) throws SQLException {
    return new ChargeAttempt(
        new AttemptId(row.id("id")),
        new PaymentId(row.id("payment_id")),
        new GatewayAccountId(row.id("gateway_account_id")),
        ChargeAttempt.State.ofWord(row.text("state")));
  }
}
