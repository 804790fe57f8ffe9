package elysia.db.payments;

import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.Money;
import elysia.model.OfferId;
import elysia.model.OrganizationId;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import org.jspecify.annotations.Nullable;

/// Who wants to buy what.
///
/// @param gateway the bot's default gateway, null where it has none
/// @param tracking the last click that brought the person
public record Purchase(
    OrganizationId organization,
    BotId bot,
    BotUserId user,
    TelegramId person,
    @Nullable TrackingToken tracking,
    @Nullable String gateway,
    Offer offer) {

  /// What is sold, frozen.
  public record Offer(OfferId id, String name, Money price, String sourceKind, String sourceSlug) {}
}
