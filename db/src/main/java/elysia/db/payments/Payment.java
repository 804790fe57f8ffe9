package elysia.db.payments;

import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.GatewayAccountId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `payments` under its lock.
///
/// @param transactionId ours, unique, told to UTMify and Meta
public record Payment(
    PaymentId id,
    String transactionId,
    PaymentStatus status,
    Money amount,
    Buyer buyer,
    Pix pix,
    @Nullable Instant queriedAt) {

  /// Who pays, and how he came.
  ///
  /// @param clickSaved whether the payment has a copy of the click behind the token
  public record Buyer(
      OrganizationId organization,
      BotId bot,
      String botSlug,
      @Nullable String gateway,
      BotUserId user,
      TelegramId person,
      @Nullable TrackingToken tracking,
      boolean clickSaved) {}

  /// The charge whose code the buyer was shown; all null before that.
  ///
  /// @param expiresAt null where the gateway doesn't say
  public record Pix(
      @Nullable GatewayAccountId account,
      @Nullable String chargeId,
      @Nullable Instant createdAt,
      @Nullable Instant expiresAt) {}

  /// Whether it is open and its buyer has seen no PIX code.
  public boolean awaitsCode() {
    return status == PaymentStatus.PENDING && pix.createdAt() == null;
  }
}
