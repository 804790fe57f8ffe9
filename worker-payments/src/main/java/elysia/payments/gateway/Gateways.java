package elysia.payments.gateway;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The gateways we know how to talk to.
@Singleton
public final class Gateways {
  private final Map<String, PaymentGateway> byCode;

  Gateways(List<PaymentGateway> gateways) {
    byCode =
        gateways.stream()
            .collect(Collectors.toUnmodifiableMap(PaymentGateway::code, Function.identity()));
  }

  public Optional<PaymentGateway> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /// @throws IllegalArgumentException when there is none
  public PaymentGateway require(String code) {
    return find(code)
        .orElseThrow(
            () -> new IllegalArgumentException("no gateway " + code + ", we have " + codes()));
  }

  public Set<String> codes() {
    return byCode.keySet();
  }
}
