package elysia.db.sends;

import elysia.db.Sql;
import elysia.model.PaymentId;
import elysia.model.TelegramId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What was paid for and is not delivered (L67).
@Singleton
public final class DeliveryAlarms {
  private static final String LATE =
      """
      with late as materialized (
        select payment_id from deliveries
        where state = 'pending' and alarmed_at is null and created_at < ?
        order by created_at limit ? for update skip locked)
      update deliveries d set alarmed_at = ?
      from late, payments p left join bots b on b.id = p.bot_id left join bot_users u on u.id = p.bot_user_id
      where d.payment_id = late.payment_id and p.id = d.payment_id
      returning d.payment_id, coalesce(b.slug, p.bot_id::text, '?') as bot, coalesce(p.telegram_id, u.telegram_id, -1) as buyer
      """;
  private static final String OPEN =
      """
      select state, count(*) as n from deliveries where state <> 'delivered' group by state
      """;

  private final Sql sql;
  private final Clock clock;

  DeliveryAlarms(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// A payment whose delivery is late.
  public record Late(PaymentId payment, String bot, TelegramId buyer) {}

  /// Deliveries that have been pending for longer than `limit`, at most `max`: each is returned
  /// once, to one worker.
  public List<Late> late(Duration limit, int max) {
    var now = clock.instant();
    return sql.query(
        LATE,
        row ->
            new Late(
                new PaymentId(row.id("payment_id")),
                row.text("bot"),
                new TelegramId(row.id("buyer"))),
        now.minus(limit),
        max,
        now);
  }

  /// How many deliveries are not done, by state.
  public Map<DeliveryState, Long> open() {
    var open = new EnumMap<DeliveryState, Long>(DeliveryState.class);
    for (var one : sql.query(OPEN, row -> Map.entry(row.text("state"), row.id("n")))) {
      open.put(DeliveryState.ofWord(one.getKey()), one.getValue());
    }
    return open;
  }
}
