package elysia.model;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text behind a PIX QR code, which is also what a buyer pastes into the bank app ("copia e
/// cola"): EMV fields (two digits of id, two of length, the value) closed by a CRC.
///
/// A `BrCode` is valid once it exists: fields that end where the text ends, the PIX template, the
/// right CRC, at most 512 characters. Source: Bacen, "Manual de Padrões para Iniciação do Pix", 6.1
/// and 6.2.
public record BrCode(String text) {
  private static final int MAX_LENGTH = 512;
  private static final int MAX_FIELD = 99;
  private static final int CRC_DIGITS = 4;
  private static final String PIX_DOMAIN = "br.gov.bcb.pix";
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,10})(?:\\.(\\d{2}))?");

  /// @throws IllegalArgumentException when it is no valid PIX code; the message says why and never
  ///   repeats the code
  public BrCode {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("at most 512 characters expected, got " + text.length());
    }
    if (!text.startsWith("000201")) {
      throw new IllegalArgumentException("a PIX code starts with 000201");
    }
    var fields = fields(text);
    if (!text.startsWith("6304", text.length() - 2 * CRC_DIGITS)) {
      throw new IllegalArgumentException("the CRC (field 63) must come last");
    }
    var expected = crc16(text.substring(0, text.length() - CRC_DIGITS));
    if (!expected.equalsIgnoreCase(fields.get("63"))) {
      throw new IllegalArgumentException("CRC " + expected + " expected, got " + fields.get("63"));
    }
    pixTemplate(fields);
    amount(fields);
  }

  /// Who receives the money. Plain ASCII, so that characters are bytes.
  public record Receiver(String name, String city) {
    private static final Pattern NAME = Pattern.compile("[ -~]{1,25}");
    private static final Pattern CITY = Pattern.compile("[ -~]{1,15}");

    public Receiver {
      if (!NAME.matcher(name).matches() || !CITY.matcher(city).matches()) {
        throw new IllegalArgumentException("ASCII expected: name of 1-25, city of 1-15 characters");
      }
    }
  }

  /// The code of one charge. `location` is the charge's address without `https://`.
  public static BrCode dynamic(String location, Money amount, Receiver receiver) {
    return encode(field("01", "12"), field("25", location), amount, receiver, null);
  }

  /// A reusable code on a PIX key. Without `txid` payments carry no reference of ours.
  public static BrCode fixed(String key, Money amount, Receiver receiver, @Nullable String txid) {
    return encode("", field("01", key), amount, receiver, txid);
  }

  private static BrCode encode(
      String initiation, String account, Money amount, Receiver receiver, @Nullable String txid) {
    var body =
        field("00", "01")
            + initiation
            + field("26", field("00", PIX_DOMAIN) + account)
            + field("52", "0000")
            + field("53", "986")
            + field("54", amount.decimal())
            + field("58", "BR")
            + field("59", receiver.name())
            + field("60", receiver.city())
            + field("62", field("05", txid == null ? "***" : txid))
            + "6304";
    return new BrCode(body + crc16(body));
  }

  /// The amount, empty where the code leaves it to the payer or to the receiver's bank.
  public Optional<Money> amount() {
    return amount(fields(text));
  }

  public String receiverName() {
    return fields(text).getOrDefault("59", "");
  }

  /// The charge's address of a dynamic code, without `https://`.
  public Optional<String> location() {
    return Optional.ofNullable(pixTemplate(fields(text)).get("25"));
  }

  /// The reference in a code with one; `***`, which means none, is empty.
  public Optional<String> txid() {
    return Optional.ofNullable(fields(text).get("62"))
        .map(additional -> fields(additional).get("05"))
        .filter(reference -> !reference.equals("***"));
  }

  /// Not the code: a PIX code does not belong in logs.
  @Override
  public String toString() {
    return "BrCode[" + text.length() + " characters]";
  }

  /// CRC-16/CCITT-FALSE as 4 upper-case hex digits.
  static String crc16(String text) {
    int crc = 0xFFFF;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      crc ^= (b & 0xFF) << 8;
      for (int i = 0; i < Byte.SIZE; i++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
      crc &= 0xFFFF;
    }
    return "%04X".formatted(crc);
  }

  private static String field(String id, String value) {
    if (value.isEmpty() || value.length() > MAX_FIELD) {
      throw new IllegalArgumentException(
          "1-99 characters expected in field " + id + ", got " + value.length());
    }
    return "%s%02d%s".formatted(id, value.length(), value);
  }

  private static Map<String, String> fields(String text) {
    var fields = new LinkedHashMap<String, String>();
    for (int at = 0; at < text.length(); ) {
      int start = at + 4;
      int end = start + lengthAt(text, at + 2);
      if (end > text.length()) {
        throw new IllegalArgumentException("the field at " + at + " runs past the end");
      }
      fields.put(text.substring(at, at + 2), text.substring(start, end));
      at = end;
    }
    return fields;
  }

  private static int lengthAt(String text, int at) {
    if (at + 2 > text.length() || !isDigit(text.charAt(at)) || !isDigit(text.charAt(at + 1))) {
      throw new IllegalArgumentException("a length of two digits expected at " + at);
    }
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Map<String, String> pixTemplate(Map<String, String> fields) {
    for (int id = 26; id <= 51; id++) {
      var template = fields.get(Integer.toString(id));
      if (template != null && template.toLowerCase(Locale.ROOT).startsWith("0014" + PIX_DOMAIN)) {
        return fields(template);
      }
    }
    throw new IllegalArgumentException("no template of " + PIX_DOMAIN + " in fields 26 to 51");
  }

  private static Optional<Money> amount(Map<String, String> fields) {
    var text = fields.get("54");
    if (text == null) {
      return Optional.empty();
    }
    var amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      throw new IllegalArgumentException("an amount like 19.90 expected in field 54, got " + text);
    }
    long cents = amount.group(2) == null ? 0 : Long.parseLong(amount.group(2));
    return Optional.of(Money.brl(Long.parseLong(amount.group(1)) * 100 + cents));
  }
}
