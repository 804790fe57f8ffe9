package elysia.db.bots;

import elysia.db.offers.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a /start needs to know of its bot.
///
/// @param content the JSON of its message `start`, null where none is active
public record StartPage(Bot bot, @Nullable String content, List<Offer> offers) {
  public StartPage {
    offers = List.copyOf(offers);
  }
}
