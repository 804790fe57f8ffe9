package elysia.db.tracking;

import elysia.db.Sql;
import elysia.model.BotUserId;
import elysia.model.ConversionId;
import elysia.model.DestinationId;
import elysia.model.Money;
import elysia.model.TelegramId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The conversions' way from `pending` over `sending` to `sent`, or to a reason why not.
///
/// Committed before the call, `sending` means that the destination may have heard it. Until
/// `next_attempt_at` it belongs to whoever claimed it, after that it may be claimed again: what the
/// first one then writes about its attempt counts no more (L110).
@Singleton
public final class Conversions {
  private static final String CLAIM =
      """
      with due as materialized (
        select id, state from conversions
        where id = any (?) and (state = 'pending' or state = 'sending' and next_attempt_at <= ?)
        order by id for update skip locked),
      claimed as (
        update conversions c set state = 'sending', attempts = c.attempts + 1, next_attempt_at = ?
        from due where c.id = due.id
        returning c.*, due.state as state_before)
      select c.id, c.event_name, c.event_id, c.event_time, c.created_at, c.attempts,
        c.state_before = 'sending' as maybe_sent,
        d.id as destination_id, d.kind, d.external_id as pixel, d.credentials_sealed, d.parked_reason,
        d.settings ->> 'action_source' as action_source, d.settings ->> 'test_event_code' as test_event_code,
        coalesce((d.settings ->> 'is_test')::boolean, false) as is_test,
        u.id as user_id, u.telegram_id, u.first_name,
        p.id as payment_id, p.transaction_id, coalesce(p.value_cents, p.amount_cents) as value_cents,
        coalesce(p.fee_cents, 0) as fee_cents, p.created_at as payment_created_at, p.paid_at, p.tracking,
        coalesce(o.code, 'bot-' || b.id) as product_code, o.plan_key,
        coalesce(p.plan_name, o.name, b.name, b.slug) as product_name
      from claimed c
      join conversion_destinations d on d.id = c.destination_id
      left join bots b on b.id = c.bot_id
      left join bot_users u on u.id = c.bot_user_id
      left join payments p on p.id = c.payment_id
      left join offers o on o.id = p.offer_id
      order by c.event_time, c.id
      """;
  private static final String DUE =
      """
      select c.id from conversions c join conversion_destinations d on d.id = c.destination_id
      where c.state in ('pending', 'sending') and c.next_attempt_at <= ? and d.kind = ?
        and (c.attempts > 0 or c.created_at <= ?)
      order by c.next_attempt_at limit ?
      """;
  private static final String LOCK_ORDER =
      """
      select other.id, other.event_name, other.state, other.next_attempt_at
      from conversions c
      join conversions other on other.payment_id = c.payment_id and other.destination_id = c.destination_id
      where c.id = ?
      order by other.id for update of other
      """;
  private static final String FINISH =
      """
      update conversions set state = ?, next_attempt_at = coalesce(?, next_attempt_at), error = ?,
        request = coalesce(?, request), answer_status = ?, answer = ?, sent_at = ?
      where id = ? and state = 'sending' and attempts = ?
      """;
  private static final String SKIP =
      """
      update conversions set state = 'skipped', error = ? where id = any (?) and state in ('pending', 'sending')
      """;

  private final Sql sql;
  private final Clock clock;

  Conversions(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// One status of an order, as it stands.
  ///
  /// @param eventName the status in UTMify's words
  /// @param busyUntil when a claim ends, where `state` is sending
  public record OrderStep(
      ConversionId conversion, String eventName, ConversionState state, Instant busyUntil) {}

  /// Claims those of the conversions that wait, for `lease`: of two callers one gets each. Oldest
  /// event first.
  public List<Conversion> claim(Collection<ConversionId> conversions, Duration lease) {
    if (conversions.isEmpty()) {
      return List.of();
    }
    var now = clock.instant();
    return sql.query(CLAIM, Conversions::conversion, values(conversions), now, now.plus(lease));
  }

  /// Conversions whose time has come, and those whose command has not been heard of for `grace`.
  public List<ConversionId> due(DestinationKind kind, Duration grace, int limit) {
    var now = clock.instant();
    return sql.query(
        DUE, row -> new ConversionId(row.id("id")), now, kind.word(), now.minus(grace), limit);
  }

  /// Every status of the conversion's order at its destination, locked until the transaction ends.
  public List<OrderStep> lockOrder(ConversionId conversion) {
    return sql.query(
        LOCK_ORDER,
        row ->
            new OrderStep(
                new ConversionId(row.id("id")),
                row.text("event_name"),
                ConversionState.ofWord(row.text("state")),
                row.instant("next_attempt_at")),
        conversion);
  }

  /// Gives up what is not worth sending any more. Call it where [#lockOrder] has locked them.
  public void skip(Collection<ConversionId> conversions, String reason) {
    sql.update(SKIP, reason, values(conversions));
  }

  /// Writes down how claimed attempts ended.
  public void finish(List<ConversionResult> results) {
    if (results.isEmpty()) {
      return;
    }
    var now = clock.instant();
    sql.batch(FINISH, results.stream().map(result -> parameters(result, now)).toList());
  }

  private static @Nullable Object[] parameters(ConversionResult result, Instant now) {
    var call = result.call();
    return new @Nullable Object[] {
      result.state().word(),
      result.retryAt(),
      result.reason(),
      json(call == null ? null : call.request()),
      call == null ? null : call.status(),
      json(call == null ? null : call.answer()),
      result.state() == ConversionState.SENT ? now : null,
      result.conversion(),
      result.attempt()
    };
  }

  private static Sql.@Nullable Json json(@Nullable String text) {
    return text == null ? null : new Sql.Json(text);
  }

  private static Long[] values(Collection<ConversionId> conversions) {
    return conversions.stream().map(ConversionId::value).toArray(Long[]::new);
  }

  private static Conversion conversion(Sql.Row row) throws SQLException {
    return new Conversion(
        new ConversionId(row.id("id")),
        new Destination(
            new DestinationId(row.id("destination_id")),
            DestinationKind.ofWord(row.text("kind")),
            row.optionalText("pixel"),
            row.text("credentials_sealed"),
            new DestinationSettings(
                row.optionalText("action_source"),
                row.optionalText("test_event_code"),
                row.bool("is_test")),
            row.optionalText("parked_reason")),
        buyer(row),
        row.text("event_name"),
        row.text("event_id"),
        row.instant("event_time"),
        row.instant("created_at"),
        row.integer("attempts"),
        row.bool("maybe_sent"),
        row.optionalLong("payment_id") == null ? null : sale(row));
  }

  private static Conversion.@Nullable Buyer buyer(Sql.Row row) throws SQLException {
    var user = row.optionalLong("user_id");
    return user == null
        ? null
        : new Conversion.Buyer(
            new BotUserId(user),
            new TelegramId(row.id("telegram_id")),
            row.optionalText("first_name"));
  }

  private static Sale sale(Sql.Row row) throws SQLException {
    return new Sale(
        row.text("transaction_id"),
        Money.brl(row.id("value_cents")),
        Money.brl(row.id("fee_cents")),
        row.instant("payment_created_at"),
        row.optionalInstant("paid_at"),
        new Sale.Product(
            row.text("product_code"), row.optionalText("plan_key"), row.text("product_name")),
        row.optionalText("tracking"));
  }
}
