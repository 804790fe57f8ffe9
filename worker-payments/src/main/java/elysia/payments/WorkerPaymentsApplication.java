package elysia.payments;

import elysia.runtime.Deployable;

/// Starts worker-payments.
public final class WorkerPaymentsApplication {
  public static final Deployable DEPLOYABLE =
      new Deployable("worker-payments", "PAYMENTS_PORT", 8082);

  private WorkerPaymentsApplication() {}

  public static void main(String[] arguments) {
    DEPLOYABLE.main();
  }
}
