package elysia.tracking.utmify;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;

/// Where UTMify is.
///
/// @param apiUrl the orders endpoint, `UTMIFY_API_URL`
@ConfigurationProperties("utmify")
record UtmifyConfig(
    @Bindable(defaultValue = "https://api.utmify.com.br/api-credentials/orders") URI apiUrl) {}
