package elysia.tracking.meta;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;

/// Where Meta is.
///
/// @param graphUrl without version, `META_GRAPH_URL`
/// @param graphVersion pinned, `META_GRAPH_VERSION`: a version lives at least two years
@ConfigurationProperties("meta")
record MetaConfig(
    @Bindable(defaultValue = "https://graph.facebook.com") URI graphUrl,
    @Bindable(defaultValue = "v25.0") String graphVersion) {

  URI events(String pixel) {
    return URI.create(
        "%s/%s/%s/events".formatted(graphUrl.toString().replaceAll("/$", ""), graphVersion, pixel));
  }
}
