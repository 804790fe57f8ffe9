package elysia.ingress.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The gateways whose webhooks we take.
enum Gateway {
  PUSHINPAY,
  SYNCPAY;

  static Optional<Gateway> of(String word) {
    return Stream.of(values()).filter(gateway -> gateway.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Lower-case names of the headers that say something the body does not. Never one that carries a
  /// secret.
  List<String> headers() {
    return switch (this) {
      case PUSHINPAY -> List.of();
      case SYNCPAY -> List.of("event"); // cashin.update, cashout.update
    };
  }
}
