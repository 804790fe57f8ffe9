package elysia.db.bots;

import elysia.db.offers.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a /start needs to know of its bot.
///
/// @param greeting a JSON list of contents, from the place where [Greetings] found it; null where
///   there is none
public record StartPage(Bot bot, @Nullable String greeting, List<Offer> offers) {
  public StartPage {
    offers = List.copyOf(offers);
  }
}
