package elysia.db;

import io.micronaut.transaction.TransactionOperations;
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
  public <T extends @org.jspecify.annotations.Nullable Object> T inTransaction(Supplier<T> work) {
    return operations.executeWrite(_ -> work.get());
  }

  /// Runs `work` in a transaction. An exception rolls back.
  public void run(Runnable work) {
    operations.executeWrite(
        _ -> {
          work.run();
          return true;
        });
  }
}
