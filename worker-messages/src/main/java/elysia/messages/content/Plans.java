package elysia.messages.content;

import elysia.db.offers.Offer;
import elysia.messages.telegram.Keyboard;
import elysia.model.Money;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Offers as buttons, and back from a button's label to its price.
public final class Plans {
  private static final int MAX_LABEL = 48;
  private static final String BETWEEN = " — ";
  private static final Pattern PRICE = Pattern.compile("R\\$\\p{Z}?([\\d.]{1,15}),(\\d{2})$");
  private static final String CUT = "…";

  private Plans() {}

  /// One per row.
  public static Keyboard keyboard(List<Offer> offers) {
    return Keyboard.column(buttons(offers));
  }

  /// As the content wants them, with its own buttons below.
  static Keyboard keyboard(List<Offer> offers, Content content) {
    return Keyboard.grid(buttons(offers), content.style().planColumns())
        .above(Keyboard.column(content.buttons()));
  }

  private static List<Keyboard.Press> buttons(List<Offer> offers) {
    return offers.stream()
        .map(offer -> new Keyboard.Press(label(offer), Buttons.buy(offer.code())))
        .toList();
  }

  /// The price that a button promised, empty where its label ends in none.
  public static Optional<Money> price(String label) {
    var price = PRICE.matcher(label);
    return price.find()
        ? Optional.of(Money.brl(Long.parseLong(price.group(1).replace(".", "") + price.group(2))))
        : Optional.empty();
  }

  /// `Mensal — R$ 19,90`, at most 48 characters: a long name is cut, the price never.
  static String label(Offer offer) {
    var price = BETWEEN + offer.price().display();
    var name = offer.name().strip();
    int room = MAX_LABEL - price.length();
    if (name.length() <= room) {
      return name + price;
    }
    int end = Math.max(0, room - CUT.length());
    if (end > 0 && Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end) + CUT + price;
  }
}
