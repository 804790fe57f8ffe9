package elysia.tracking.utmify;

import elysia.db.tracking.ConversionState;
import elysia.db.tracking.Conversions.OrderStep;
import elysia.model.ConversionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whose turn it is among the statuses of one order: oldest first, one at a time, and never one
/// older than what UTMify has heard already.
///
/// @param next the status to send, empty when none waits or one is on its way
/// @param overtaken statuses that came too late
record OrderTurn(Optional<ConversionId> next, List<ConversionId> overtaken) {
  static OrderTurn of(List<OrderStep> steps, Instant now) {
    var newestSent =
        steps.stream()
            .filter(step -> step.state() == ConversionState.SENT)
            .map(OrderTurn::status)
            .max(Comparator.naturalOrder());
    var overtaken = new ArrayList<ConversionId>();
    var waiting = new ArrayList<OrderStep>();
    for (var step : steps) {
      if (step.state() == ConversionState.SENDING && step.busyUntil().isAfter(now)) {
        return new OrderTurn(Optional.empty(), List.of());
      }
      if (step.state() == ConversionState.PENDING || step.state() == ConversionState.SENDING) {
        if (newestSent.isPresent() && status(step).compareTo(newestSent.get()) < 0) {
          overtaken.add(step.conversion());
        } else {
          waiting.add(step);
        }
      }
    }
    var next = waiting.stream().min(Comparator.comparing(OrderTurn::status));
    return new OrderTurn(next.map(OrderStep::conversion), overtaken);
  }

  private static OrderStatus status(OrderStep step) {
    return OrderStatus.ofWord(step.eventName());
  }
}
