package elysia.panel.payments;

import elysia.db.admin.PaymentsAdmin;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// `/api/v1/gateway-events` and `/api/v1/refund-tasks`: gateways' words that need a human, and
/// money to give back.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PaymentsController {
  private static final int MAX_PAGE = 200;

  /// Outcomes of an event that led to nothing.
  private static final Set<String> STATES =
      new TreeSet<>(Set.of("unmatched", "mismatch", "malformed", "unknown_status", "refused"));

  private final PaymentsAdmin payments;

  PaymentsController(PaymentsAdmin payments) {
    this.payments = payments;
  }

  @Get("/gateway-events")
  List<PaymentsAdmin.EventView> events(@QueryValue(defaultValue = "unmatched") String state) {
    if (!STATES.contains(state)) {
      throw ProblemException.badRequest(
          "state: um de %s esperado, veio '%s'.".formatted(STATES, state));
    }
    return payments.events(Tenant.DEFAULT, state, MAX_PAGE);
  }

  @Get("/refund-tasks")
  List<PaymentsAdmin.RefundView> refunds() {
    return payments.openRefunds(Tenant.DEFAULT, MAX_PAGE);
  }
}
