package elysia.sandbox.bank;

import elysia.model.BrCode;
import elysia.model.BrCode.Receiver;
import elysia.model.Money;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The charges of all gateways, found by id and by PIX code.
@Singleton
public final class Charges {
  static final Receiver RECEIVER = new Receiver("LOJA SANDBOX", "SAO PAULO");
  private static final int MAX_CHARGES = 200_000;
  private static final int NEWEST = 20;

  /// No gateway here documents one; a guide to PushinPay says 15 minutes.
  private static final Duration VALIDITY = Duration.ofMinutes(15);

  private final Map<UUID, Charge> byId = new ConcurrentHashMap<>();
  private final Map<String, Charge> byCode = new ConcurrentHashMap<>();
  private final Deque<Charge> newest = new ConcurrentLinkedDeque<>();
  private final SandboxSettings settings;
  private final Clock clock;

  Charges(SandboxSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// @throws IllegalStateException when the sandbox is full
  public Charge create(Charge.Terms terms) {
    if (byId.size() >= MAX_CHARGES) {
      throw new IllegalStateException("the sandbox keeps at most 200000 charges");
    }
    var id = UUID.randomUUID();
    var location = "pix.sandbox.example/qr/v2/" + id.toString().replace("-", "");
    var code = BrCode.dynamic(location, Money.brl(terms.cents()), RECEIVER);
    var now = clock.instant();
    var charge = new Charge(id, terms, code, now, now.plus(settings.scaled(VALIDITY)));
    byId.put(id, charge);
    byCode.put(code.text(), charge);
    newest.addFirst(charge);
    if (newest.size() > NEWEST) {
      newest.pollLast();
    }
    return charge;
  }

  /// An account's charge by its id in any case; empty where the text is no id, or it is not the
  /// account's.
  public Optional<Charge> of(Service gateway, String account, String id) {
    return byId(id)
        .filter(charge -> charge.terms().gateway() == gateway)
        .filter(charge -> charge.terms().account().equals(account));
  }

  /// Any charge by its id or by its PIX code.
  public Optional<Charge> byName(String idOrCode) {
    return byId(idOrCode).or(() -> byCode(idOrCode));
  }

  private Optional<Charge> byId(String text) {
    try {
      return Optional.ofNullable(byId.get(UUID.fromString(text.toLowerCase(Locale.ROOT))));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  Optional<Charge> byCode(String code) {
    return Optional.ofNullable(byCode.get(code.strip()));
  }

  List<Charge> newest() {
    return List.copyOf(newest);
  }
}
