package elysia.messages.connect;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the world finds us.
///
/// @param baseUrl `PUBLIC_BASE_URL`, the ingress as Telegram reaches it; without it no bot can be
///   connected
@ConfigurationProperties("public")
record PublicConfig(@Nullable URI baseUrl) {}
