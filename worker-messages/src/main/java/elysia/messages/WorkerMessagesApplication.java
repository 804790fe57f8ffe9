package elysia.messages;

import elysia.runtime.Deployable;

/// Talks to people: /start, replies, PIX codes and deliveries.
public final class WorkerMessagesApplication {
  private static final Deployable DEPLOYABLE =
      new Deployable("worker-messages", "MESSAGES_PORT", 8081);

  private WorkerMessagesApplication() {}

  public static void main(String[] arguments) {
    DEPLOYABLE.main();
  }
}
