package elysia.db.tracking;

import elysia.model.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment as its destinations hear of it.
///
/// @param fee what the gateway keeps, 0 while it has not said
/// @param clickJson the `ClickAttributes` as they were known when the PIX was made, else when it
///   was paid; null without a click
public record Sale(
    String transactionId,
    Money total,
    Money fee,
    Instant createdAt,
    @Nullable Instant paidAt,
    Product product,
    @Nullable String clickJson) {

  /// What was sold.
  ///
  /// @param code opaque, of one version of the plan
  /// @param plan stable over the versions, null for a payment without an offer
  public record Product(String code, @Nullable String plan, String name) {}
}
