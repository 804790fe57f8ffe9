package elysia.tracking.destination;

import elysia.db.tracking.DestinationKind;
import elysia.db.tracking.DestinationSettings;
import elysia.db.tracking.Destinations;
import elysia.db.tracking.Destinations.NewDestination;
import elysia.model.OrganizationId;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes destinations of the default organization from the environment, once. Afterwards the rows
/// are what counts.
@Singleton
final class DestinationImport implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(DestinationImport.class);
  private static final OrganizationId DEFAULT_ORGANIZATION = new OrganizationId(1);

  private final Destinations destinations;
  private final @Nullable String pixelId;
  private final @Nullable String metaToken;
  private final @Nullable String utmifyToken;

  DestinationImport(
      Destinations destinations,
      @Nullable @Property(name = "meta.pixel-id") String pixelId,
      @Nullable @Property(name = "meta.access-token") String metaToken,
      @Nullable @Property(name = "utmify.api-token") String utmifyToken) {
    this.destinations = destinations;
    this.pixelId = given(pixelId);
    this.metaToken = given(metaToken);
    this.utmifyToken = given(utmifyToken);
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    if (pixelId != null && metaToken != null) {
      create(DestinationKind.META_CAPI, "Meta", pixelId, metaToken);
    }
    if (utmifyToken != null) {
      create(DestinationKind.UTMIFY, "UTMify", null, utmifyToken);
    }
  }

  private void create(
      DestinationKind kind, String name, @Nullable String pixel, String credential) {
    try {
      destinations
          .createOnce(
              new NewDestination(
                  DEFAULT_ORGANIZATION,
                  null,
                  kind,
                  name,
                  pixel,
                  credential,
                  DestinationSettings.DEFAULT))
          .ifPresent(id -> LOG.info("destino {} ({}) criado a partir do ambiente", id, name));
    } catch (IllegalArgumentException e) {
      LOG.error("[ERRO] As variáveis de ambiente da {} não servem: {}", name, e.getMessage());
    }
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }
}
