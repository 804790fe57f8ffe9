package elysia.payments.pushinpay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where PushinPay is.
///
/// @param apiUrl `PUSHINPAY_API_URL`, with its path, without a slash at the end
/// @param token `PUSHINPAY_TOKEN`: becomes an account of the default organization at the first
///   start, and is not read again
@ConfigurationProperties("pushinpay")
record PushinPayConfig(
    @Bindable(defaultValue = "https://api.pushinpay.com.br/api") URI apiUrl,
    @Nullable String token) {
  URI endpoint(String path) {
    return URI.create(apiUrl + path);
  }

  @Override
  public String toString() {
    return "PushinPayConfig[" + apiUrl + "]";
  }
}
