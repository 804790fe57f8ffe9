package elysia.db.outbox;

import elysia.db.Sql;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;

/// Where a worker leaves the messages that follow from its transaction. The relay publishes them
/// after the commit.
@Singleton
public final class Outbox {
  private static final String ADD =
      """
      insert into outbox (topic, message_id, message_type, headers, payload) values (?, ?, ?, ?, ?)
      on conflict (message_id) where message_id is not null do nothing
      """;

  private final Sql sql;
  private final PayloadWriter writer;
  private final OutboxSignal signal;
  private final TransactionOperations<Connection> transactions;

  Outbox(
      Sql sql,
      PayloadWriter writer,
      OutboxSignal signal,
      TransactionOperations<Connection> transactions) {
    this.sql = sql;
    this.writer = writer;
    this.signal = signal;
    this.transactions = transactions;
  }

  /// Writes the message in the caller's transaction; its commit wakes the relay. The same id twice
  /// is one message.
  public void add(OutboxMessage message) {
    sql.update(
        ADD,
        message.route().topic(),
        message.messageId(),
        message.type(),
        new Sql.Json(writer.write(message.headers())),
        new Sql.Json(writer.write(message.payload())));
    transactions
        .findTransactionStatus()
        .ifPresentOrElse(
            transaction -> transaction.registerSynchronization(new WakeAfterCommit(signal)),
            signal::raise);
  }

  private record WakeAfterCommit(OutboxSignal signal) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      signal.raise();
    }
  }
}
