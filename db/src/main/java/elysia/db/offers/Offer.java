package elysia.db.offers;

import elysia.model.Money;
import elysia.model.OfferId;

/// A plan on a button.
///
/// @param code opaque, in the button's data: the price never is (L57)
public record Offer(OfferId id, String code, String name, Money price) {}
