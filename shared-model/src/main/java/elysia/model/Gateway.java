package elysia.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The payment gateways we charge at: what must be known of them before a sale.
public enum Gateway {
  PUSHINPAY,
  SYNCPAY;

  /// The word in `bots.provider`, `gateway_accounts.gateway` and the webhooks' URLs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Gateway> ofWord(String word) {
    return Stream.of(values()).filter(gateway -> gateway.word().equals(word)).findFirst();
  }

  /// The smallest charge that it takes. SyncPay publishes none.
  public Money minCharge() {
    return switch (this) {
      case PUSHINPAY -> Money.brl(50);
      case SYNCPAY -> Money.brl(1);
    };
  }

  /// The names of what opens an account there.
  public List<String> credentials() {
    return switch (this) {
      case PUSHINPAY -> List.of("token");
      case SYNCPAY -> List.of("client_id", "client_secret");
    };
  }

  /// All words, for messages.
  public static List<String> words() {
    return Stream.of(values()).map(Gateway::word).toList();
  }
}
