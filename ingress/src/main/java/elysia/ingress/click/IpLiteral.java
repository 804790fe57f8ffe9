package elysia.ingress.click;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads addresses that strangers wrote: full literals only, no name is ever looked up.
final class IpLiteral {
  private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private IpLiteral() {}

  static Optional<InetAddress> parse(String text) {
    boolean version6 = text.indexOf(':') >= 0 && text.indexOf('%') < 0;
    if (!version6 && !FOUR_NUMBERS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
