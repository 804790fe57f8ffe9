package elysia.messages.sending;

import elysia.db.Transactions;
import elysia.db.inbox.Inbox;
import jakarta.inject.Singleton;

/// Gives a message its effect once, however often it is delivered: effect and inbox row are one
/// transaction.
@Singleton
public final class Once {
  private final Transactions transactions;
  private final Inbox inbox;

  Once(Transactions transactions, Inbox inbox) {
    this.transactions = transactions;
    this.inbox = inbox;
  }

  /// Runs `effect` unless an earlier delivery did.
  public void run(String consumer, String messageId, Runnable effect) {
    transactions.run(
        () -> {
          if (inbox.first(consumer, messageId)) {
            effect.run();
          }
        });
  }
}
