package elysia.ingress;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Limits of the ingress.
///
/// @param maxUpdateBytes larger bodies from Telegram get 413; Telegram itself sends at most 512 KiB
/// @param maxGatewayBytes larger bodies from gateways get 413
/// @param retryAfter what a caller is told with 503; a pressed button dies at Telegram after 150 s,
///   so never more than 5 s
/// @param clickTimeout how long a redirect waits for the broker's confirm before it goes without a
///   session
@ConfigurationProperties("ingress")
public record IngressConfig(
    @Bindable(defaultValue = "1048576") int maxUpdateBytes,
    @Bindable(defaultValue = "262144") int maxGatewayBytes,
    @Bindable(defaultValue = "2s") Duration retryAfter,
    @Bindable(defaultValue = "500ms") Duration clickTimeout) {
  private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(5);

  public IngressConfig {
    if (retryAfter.isNegative() || retryAfter.compareTo(MAX_RETRY_AFTER) > 0) {
      throw new IllegalArgumentException(
          "ingress.retry-after: 0 to 5 s expected, got " + retryAfter);
    }
    if (clickTimeout.isNegative() || clickTimeout.isZero()) {
      throw new IllegalArgumentException(
          "ingress.click-timeout must be positive, got " + clickTimeout);
    }
  }
}
