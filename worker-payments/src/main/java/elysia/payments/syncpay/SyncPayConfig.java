package elysia.payments.syncpay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where SyncPay is.
///
/// @param apiUrl `SYNCPAY_API_URL`, without a slash at the end
/// @param clientId `SYNCPAY_CLIENT_ID`: becomes, with the secret, an account of the default
///   organization at the first start, and is not read again
/// @param clientSecret `SYNCPAY_CLIENT_SECRET`
@ConfigurationProperties("syncpay")
record SyncPayConfig(
    @Bindable(defaultValue = "https://api.syncpayments.com.br") URI apiUrl,
    @Nullable String clientId,
    @Nullable String clientSecret) {
  URI endpoint(String path) {
    return URI.create(apiUrl + "/api/partner/v1" + path);
  }

  @Override
  public String toString() {
    return "SyncPayConfig[" + apiUrl + "]";
  }
}
