package elysia.payments.gateway;

import elysia.model.Money;
import elysia.runtime.TimeScale;
import java.util.Optional;
import java.util.Set;

/// What a gateway can and demands.
///
/// @param unit how it writes amounts
/// @param minAmount the smallest charge it takes
/// @param buyerNotice what it obliges us to show to the buyer before he pays
/// @param queries when and how often it is asked about a charge
/// @param webhookHeaders the headers of a webhook that its adapter reads, lower-case names
public record Capabilities(
    AmountUnit unit,
    Money minAmount,
    Optional<String> buyerNotice,
    QueryPlan queries,
    Set<String> webhookHeaders) {
  public Capabilities {
    webhookHeaders = Set.copyOf(webhookHeaders);
  }

  public Capabilities scaled(TimeScale scale) {
    return new Capabilities(unit, minAmount, buyerNotice, queries.scaled(scale), webhookHeaders);
  }
}
