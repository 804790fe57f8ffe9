package elysia.db.inbox;

import elysia.db.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/// Remembers which messages had their effect. Write it in the transaction of the effect, or it
/// proves nothing.
@Singleton
public final class Inbox {
  private static final String REMEMBER =
      """
      insert into processed_messages (consumer, message_id, processed_at) values (?, ?, ?) on conflict do nothing
      """;
  private static final String PURGE =
      """
      delete from processed_messages where (consumer, message_id) in (
        select consumer, message_id from processed_messages where processed_at < ? order by processed_at limit ?)
      """;

  private final Sql sql;
  private final Clock clock;

  Inbox(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// Whether this is the first time that `consumer` sees the message; waits while another
  /// transaction is deciding.
  public boolean first(String consumer, String messageId) {
    return sql.update(REMEMBER, consumer, messageId, clock.instant()) == 1;
  }

  /// Deletes entries older than `age`, at most `limit`; returns how many. Telegram repeats for 24
  /// hours.
  public int purge(Duration age, int limit) {
    return sql.update(PURGE, clock.instant().minus(age), limit);
  }
}
