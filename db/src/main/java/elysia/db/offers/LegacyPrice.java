package elysia.db.offers;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the old application charged for a plan of its JSON. Its rules are kept to the letter, odd
/// ones too, for a button promises what they made of it: `1990` and `"19,90"` are R$ 19,90, but
/// `"1.990"` is R$ 1,99 and `"R$ 20"` is 20 cents.
final class LegacyPrice {
  private static final List<String> KEYS =
      List.of("price_cents", "priceCents", "value", "amount_cents", "amountCents", "price");

  /// One number with a comma or a dot in it.
  private static final Pattern FRACTION = Pattern.compile("[+-]?(\\d+[.,]\\d*|[.,]\\d+)");

  private static final Pattern NO_DIGIT = Pattern.compile("\\D");
  private static final int MAX_DIGITS = 18;
  private static final BigDecimal CENTS_PER_REAL = BigDecimal.valueOf(100);

  /// `payments.amount_cents` is an integer.
  private static final BigDecimal MAX_CENTS = BigDecimal.valueOf(Integer.MAX_VALUE);

  private LegacyPrice() {}

  /// Empty where it was zero, negative or unreadable: such a plan was not shown.
  static Optional<Money> read(JsonNode plan) {
    return LegacyPlan.firstPresent(plan, KEYS)
        .flatMap(LegacyPrice::cents)
        .filter(cents -> cents.signum() > 0 && cents.compareTo(MAX_CENTS) <= 0)
        .map(cents -> Money.brl(cents.longValueExact()));
  }

  private static Optional<BigDecimal> cents(JsonNode price) {
    return switch (price.getNodeType()) {
      case NUMBER -> Optional.of(ofNumber(price.decimalValue()));
      case STRING -> ofText(price.textValue().strip());
      case ARRAY, BINARY, BOOLEAN, MISSING, NULL, OBJECT, POJO -> Optional.empty();
    };
  }

  private static BigDecimal ofNumber(BigDecimal number) {
    boolean integer = number.stripTrailingZeros().scale() <= 0;
    return integer ? number : ofReais(number);
  }

  private static Optional<BigDecimal> ofText(String text) {
    if (FRACTION.matcher(text).matches()) {
      return Optional.of(ofReais(new BigDecimal(text.replace(',', '.'))));
    }
    var digits = NO_DIGIT.matcher(text).replaceAll("");
    return digits.isEmpty() || digits.length() > MAX_DIGITS
        ? Optional.empty()
        : Optional.of(new BigDecimal(digits));
  }

  private static BigDecimal ofReais(BigDecimal reais) {
    return reais.multiply(CENTS_PER_REAL).setScale(0, RoundingMode.HALF_UP);
  }
}
