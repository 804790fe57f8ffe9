package elysia.panel.integrations;

import elysia.db.admin.BotsAdmin;
import elysia.db.admin.IntegrationsAdmin;
import elysia.db.tracking.DestinationKind;
import elysia.db.tracking.DestinationSettings;
import elysia.db.tracking.Destinations;
import elysia.model.BotId;
import elysia.panel.api.Fields;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/destinations`: the pixels and UTMify accounts that hear of sales. Tokens go in and
/// never come out.
@Controller("/api/v1/destinations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DestinationsController {
  private final Destinations destinations;
  private final IntegrationsAdmin integrations;
  private final BotsAdmin bots;

  DestinationsController(
      Destinations destinations, IntegrationsAdmin integrations, BotsAdmin bots) {
    this.destinations = destinations;
    this.integrations = integrations;
    this.bots = bots;
  }

  /// @param kind `meta_capi` or `utmify`
  /// @param bot slug; null: all bots
  /// @param test UTMify only: orders are checked, not stored
  record NewDestinationBody(
      @Nullable String kind,
      @Nullable String name,
      @Nullable String bot,
      @Nullable String pixelId,
      @Nullable String token,
      @Nullable String actionSource,
      @Nullable String testEventCode,
      @Nullable Boolean test) {
    @Override
    public String toString() {
      return "NewDestinationBody[" + kind + ", " + name + "]";
    }
  }

  @Get
  List<IntegrationsAdmin.DestinationView> list() {
    return integrations.destinations(Tenant.DEFAULT);
  }

  @Post
  HttpResponse<IntegrationsAdmin.DestinationView> add(@Body NewDestinationBody body) {
    var kind = kind(body.kind());
    var name = Fields.optional("name", body.name(), 100);
    var id =
        destinations.create(
            new Destinations.NewDestination(
                Tenant.DEFAULT,
                bot(body.bot()),
                kind,
                name == null ? kind.word() : name,
                pixel(kind, body.pixelId()),
                Fields.required("token", body.token(), 1000),
                new DestinationSettings(
                    Fields.optional("actionSource", body.actionSource(), 32),
                    Fields.optional("testEventCode", body.testEventCode(), 32),
                    Boolean.TRUE.equals(body.test()))));
    return HttpResponse.created(
        list().stream()
            .filter(destination -> destination.id() == id.value())
            .findFirst()
            .orElseThrow());
  }

  private static DestinationKind kind(@Nullable String word) {
    return Arrays.stream(DestinationKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "kind: meta_capi ou utmify esperado, veio '" + word + "'."));
  }

  private static @Nullable String pixel(DestinationKind kind, @Nullable String pixelId) {
    if (kind == DestinationKind.UTMIFY) {
      return null;
    }
    var pixel = Fields.required("pixelId", pixelId, 32);
    if (!pixel.chars().allMatch(c -> c >= '0' && c <= '9') || pixel.length() < 5) {
      throw ProblemException.badRequest("pixelId: de 5 a 32 números esperado.");
    }
    return pixel;
  }

  private @Nullable BotId bot(@Nullable String slug) {
    if (slug == null || slug.isBlank()) {
      return null;
    }
    return bots.find(Tenant.DEFAULT, slug)
        .orElseThrow(
            () -> ProblemException.badRequest("bot: não existe um bot com o slug " + slug + "."))
        .id();
  }
}
