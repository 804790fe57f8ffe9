package elysia.messages.content;

import elysia.db.offers.Offer;
import elysia.messages.telegram.Keyboard;
import java.util.List;
import java.util.Optional;

/// Offers as buttons, one per row, and back from a pressed button to its offer's code.
public final class Plans {
  private static final String BUY = "buy:";
  private static final int MAX_LABEL = 48;
  private static final String BETWEEN = " — ";
  private static final String CUT = "…";

  private Plans() {}

  public static Keyboard keyboard(List<Offer> offers) {
    return Keyboard.column(
        offers.stream()
            .map(offer -> new Keyboard.Press(label(offer), BUY + offer.code()))
            .toList());
  }

  /// The code in a button's data, empty where it is no button of ours: anybody can send any data.
  public static Optional<String> code(String data) {
    return data.startsWith(BUY) ? Optional.of(data.substring(BUY.length())) : Optional.empty();
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
