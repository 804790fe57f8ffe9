package elysia.ingress.click;

import java.net.InetAddress;

/// A range of addresses in CIDR notation, `10.0.0.0/8`, or a single address.
record Network(InetAddress base, int prefixBits) {
  Network {
    if (prefixBits < 0 || prefixBits > base.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("no such prefix: " + base + "/" + prefixBits);
    }
  }

  /// @throws IllegalArgumentException when the text is neither an address nor a range
  static Network parse(String text) {
    int slash = text.indexOf('/');
    var address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      throw new IllegalArgumentException("a CIDR range expected, got '" + text + "'");
    }
    int bits =
        slash < 0
            ? address.get().getAddress().length * Byte.SIZE
            : Integer.parseInt(text.substring(slash + 1));
    return new Network(address.get(), bits);
  }

  boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((mine[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
