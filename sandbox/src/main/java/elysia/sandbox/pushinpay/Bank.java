package elysia.sandbox.pushinpay;

import elysia.model.BrCode;
import elysia.model.Money;
import elysia.sandbox.pushinpay.Charge.Payment;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;

/// The buyer's bank, and PushinPay's panel beside it: pays charges, lets them expire, and decides
/// what the seller is told. A charge is named by its id or by its PIX code.
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
  private final ChargeWebhooks webhooks;
  private final Clock clock;

  Bank(Charges charges, ChargeWebhooks webhooks, Clock clock) {
    this.charges = charges;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  /// What the seller is told.
  ///
  /// @param webhooks how often; 0 for a lost webhook
  /// @param value a wrong amount in cents to be told in place of the right one
  public record Notice(int webhooks, OptionalLong value) {
    private static final int MAX = 10;

    public Notice {
      if (webhooks < 0 || webhooks > MAX) {
        throw new IllegalArgumentException("0 to 10 webhooks expected, got " + webhooks);
      }
    }

    public static Notice once() {
      return times(1);
    }

    public static Notice none() {
      return times(0);
    }

    public static Notice times(int webhooks) {
      return new Notice(webhooks, OptionalLong.empty());
    }
  }

  /// A charge as the bank app shows it.
  ///
  /// @param id empty for a valid code that no fake gateway here has made
  public record ChargeView(
      Optional<String> id,
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
  /// @throws IllegalArgumentException when it is paid already, or canceled
  public ChargeView pay(String charge, Notice notice) {
    var found = find(charge);
    var now = clock.instant();
    found.pay(new Payment(endToEndId(now), PAYER, PAYER_DOCUMENT), now);
    webhooks.send(found, notice);
    return view(found);
  }

  /// Lets an open charge expire at once. PushinPay tells nobody, so by default neither do we.
  public ChargeView expire(String charge, Notice notice) {
    return close(charge, ChargeStatus.EXPIRED, notice);
  }

  public ChargeView cancel(String charge, Notice notice) {
    return close(charge, ChargeStatus.CANCELED, notice);
  }

  /// Tells how the charge stands, again.
  public ChargeView resend(String charge, Notice notice) {
    var found = find(charge);
    webhooks.send(found, notice);
    return view(found);
  }

  private ChargeView close(String charge, ChargeStatus end, Notice notice) {
    var found = find(charge);
    found.close(end, clock.instant());
    webhooks.send(found, notice);
    return view(found);
  }

  private Charge find(String charge) {
    return charges
        .byId(charge)
        .or(() -> charges.byCode(charge))
        .orElseThrow(() -> new NoSuchElementException("no such charge"));
  }

  private ChargeView view(Charge charge) {
    return new ChargeView(
        Optional.of(charge.id().toString()),
        charge.code().text(),
        charge.code().receiverName(),
        charge.code().amount(),
        Optional.of(charge.status(clock.instant())),
        Optional.of(charge.expiresAt()));
  }

  private static ChargeView foreign(BrCode code) {
    return new ChargeView(
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
