package elysia.db.sends;

import elysia.db.bots.Bot;
import elysia.db.offers.Offer;
import elysia.model.Money;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import elysia.model.TelegramId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment, as far as its buyer is told of it.
///
/// @param pixCode the copia e cola; null before a gateway made one
/// @param chargeKnown whether a gateway account of ours can be asked about the charge
/// @param notice what the gateway obliges us to show above the code
/// @param offer what was sold, where it came from an offer of ours
/// @param delivery the offer's own delivery as JSON; null: the bot's message `delivery`
public record Purchase(
    PaymentId payment,
    PaymentStatus status,
    Bot bot,
    TelegramId buyer,
    @Nullable String buyerName,
    @Nullable String planName,
    Money price,
    @Nullable String pixCode,
    boolean chargeKnown,
    @Nullable String notice,
    @Nullable Instant expiresAt,
    @Nullable Offer offer,
    @Nullable String delivery) {

  /// Whether the gateway may know more than we do: money also comes for a code that is over.
  public boolean mayStillBePaid() {
    return pixCode != null
        && chargeKnown
        && (status == PaymentStatus.PENDING || status.canBecome(PaymentStatus.PAID));
  }
}
