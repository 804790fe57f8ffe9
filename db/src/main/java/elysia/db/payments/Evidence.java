package elysia.db.payments;

import elysia.model.AttemptId;
import elysia.model.Money;
import elysia.model.PaymentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody's word on a payment.
///
/// @param gatewayEvent the row of `gateway_events`, null unless a webhook brought it
/// @param attempt the charge it speaks of, null where nobody said
/// @param rawStatus the gateway's own word
/// @param status ours for it, null where we have none
/// @param gross null where it was not said
/// @param at when it happened, as far as we know
public record Evidence(
    Source source,
    @Nullable Long gatewayEvent,
    @Nullable AttemptId attempt,
    String rawStatus,
    @Nullable PaymentStatus status,
    @Nullable Money gross,
    Instant at) {

  /// Who said it.
  public enum Source {
    WEBHOOK,
    QUERY,
    MANUAL;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
