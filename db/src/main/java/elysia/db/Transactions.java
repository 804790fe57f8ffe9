package elysia.db;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/// Units of work: all of it is committed, or nothing. Never call the outside world inside one.
@Singleton
public final class Transactions {
  private final TransactionOperations<Connection> operations;

  Transactions(TransactionOperations<Connection> operations) {
    this.operations = operations;
  }

  /// Runs `work` in a transaction and returns what it returned, once that is committed. An
  /// exception rolls back.
  ///
  /// @throws DatabaseException also when it cannot begin or commit; a line that breaks in the
  ///   commit leaves open whether it is committed
  public <T extends @org.jspecify.annotations.Nullable Object> T inTransaction(Supplier<T> work) {
    try {
      return operations.executeWrite(_ -> work.get());
    } catch (TransactionException | ConnectionException | CannotGetJdbcConnectionException e) {
      throw new DatabaseException(e);
    }
  }

  /// Runs `work` in a transaction, as [#inTransaction] does.
  public void run(Runnable work) {
    inTransaction(
        () -> {
          work.run();
          return true;
        });
  }
}
