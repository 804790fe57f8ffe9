package elysia.sandbox.bank;

import elysia.model.BrCode;
import elysia.model.Money;
import elysia.sandbox.bank.Charge.Payment;
import elysia.sandbox.common.Service;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The buyer's bank, and the gateways' panels beside it: pays charges, ends them, takes money back,
/// and decides what the seller is told. A charge is named by its id or by its PIX code.
@Singleton
public final class Bank {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

  /// Nobody: an invented name, and the number everybody takes for tests.
  private static final String PAYER = "FULANO DE TAL";

  private static final String PAYER_DOCUMENT = "12345678909";

  private final Charges charges;
  private final Map<Service, ChargeNews> news;
  private final Clock clock;

  Bank(Charges charges, List<ChargeNews> news, Clock clock) {
    this.charges = charges;
    this.news =
        news.stream()
            .collect(Collectors.toUnmodifiableMap(ChargeNews::gateway, Function.identity()));
    this.clock = clock;
  }

  /// A charge as the bank app shows it.
  ///
  /// @param id empty for a valid code that no fake gateway here has made
  public record ChargeView(
      Optional<String> id,
      Optional<Service> gateway,
      String code,
      String receiver,
      Optional<Money> amount,
      Optional<ChargeStatus> status,
      Optional<Instant> expiresAt) {}

  /// The newest charges, newest first.
  public List<ChargeView> newest() {
    return charges.newest().stream().map(this::view).toList();
  }

  /// What a pasted code says.
  ///
  /// @throws IllegalArgumentException when it is no valid PIX code
  public ChargeView read(String code) {
    return charges.byCode(code).map(this::view).orElseGet(() -> foreign(new BrCode(code.strip())));
  }

  /// Pays, in time or late.
  ///
  /// @throws IllegalArgumentException when it was paid before, or is canceled
  public ChargeView pay(String charge, Notice notice) {
    var found = find(charge);
    var now = clock.instant();
    found.pay(new Payment(endToEndId(now), PAYER, PAYER_DOCUMENT), now);
    return told(found, notice);
  }

  /// Lets an open charge expire at once. The gateways tell nobody, so by default neither do we.
  public ChargeView expire(String charge, Notice notice) {
    return close(charge, ChargeStatus.EXPIRED, notice);
  }

  public ChargeView cancel(String charge, Notice notice) {
    return close(charge, ChargeStatus.CANCELED, notice);
  }

  /// Gives the money of a paid charge back to its payer.
  public ChargeView refund(String charge, Notice notice) {
    return takeBack(charge, ChargeStatus.REFUNDED, notice);
  }

  /// The payer's bank contests the payment.
  public ChargeView dispute(String charge, Notice notice) {
    return takeBack(charge, ChargeStatus.DISPUTED, notice);
  }

  /// Tells how the charge stands, again.
  public ChargeView resend(String charge, Notice notice) {
    return told(find(charge), notice);
  }

  private ChargeView close(String charge, ChargeStatus end, Notice notice) {
    var found = find(charge);
    found.close(end, clock.instant());
    return told(found, notice);
  }

  private ChargeView takeBack(String charge, ChargeStatus end, Notice notice) {
    var found = find(charge);
    found.takeBack(end);
    return told(found, notice);
  }

  private ChargeView told(Charge charge, Notice notice) {
    var gateway = charge.terms().gateway();
    var teller = news.get(gateway);
    if (teller == null) {
      throw new IllegalStateException("nobody tells of the charges of " + gateway);
    }
    teller.tell(charge, notice);
    return view(charge);
  }

  private Charge find(String charge) {
    return charges.byName(charge).orElseThrow(() -> new NoSuchElementException("no such charge"));
  }

  private ChargeView view(Charge charge) {
    return new ChargeView(
        Optional.of(charge.id().toString()),
        Optional.of(charge.terms().gateway()),
        charge.code().text(),
        charge.code().receiverName(),
        charge.code().amount(),
        Optional.of(charge.state(clock.instant()).status()),
        Optional.of(charge.expiresAt()));
  }

  private static ChargeView foreign(BrCode code) {
    return new ChargeView(
        Optional.empty(),
        Optional.empty(),
        code.text(),
        code.receiverName(),
        code.amount(),
        Optional.empty(),
        Optional.empty());
  }

  /// `E`, the bank, the minute in UTC, 11 letters or digits (Bacen, Pix API 2.9.0).
  private static String endToEndId(Instant now) {
    var id = new StringBuilder("E12345678").append(MINUTE.format(now));
    for (int i = 0; i < 11; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
