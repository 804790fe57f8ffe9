package elysia.panel.links;

import elysia.db.admin.BotsAdmin;
import elysia.db.admin.LinksAdmin;
import elysia.panel.api.Fields;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/links`: the addresses that ads point to.
@Controller("/api/v1/links")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinksController {
  private final LinksAdmin links;
  private final BotsAdmin bots;
  private final String publicBaseUrl;

  LinksController(
      LinksAdmin links,
      BotsAdmin bots,
      @Property(name = "public.base-url", defaultValue = "http://127.0.0.1:8080")
          String publicBaseUrl) {
    this.links = links;
    this.bots = bots;
    this.publicBaseUrl = publicBaseUrl;
  }

  record NewLinkBody(@Nullable String slug, @Nullable String bot, @Nullable String name) {}

  /// @param url what goes into the ad
  record LinkAnswer(String slug, String name, String bot, boolean active, String url) {}

  @Get
  List<LinkAnswer> list() {
    return links.list(Tenant.DEFAULT).stream().map(this::answer).toList();
  }

  @Post
  HttpResponse<LinkAnswer> add(@Body NewLinkBody body) {
    var slug = Fields.slug("slug", body.slug());
    var botSlug = Fields.required("bot", body.bot(), 64);
    var bot =
        bots.find(Tenant.DEFAULT, botSlug)
            .orElseThrow(
                () ->
                    ProblemException.badRequest(
                        "bot: não existe um bot com o slug " + botSlug + "."));
    var given = Fields.optional("name", body.name(), 100);
    var name = given == null ? slug : given;
    if (!links.add(Tenant.DEFAULT, bot.id(), slug, name)) {
      throw ProblemException.conflict("O link " + slug + " já existe: escolha outro slug.");
    }
    return HttpResponse.created(answer(new LinksAdmin.LinkView(slug, name, botSlug, true)));
  }

  private LinkAnswer answer(LinksAdmin.LinkView link) {
    return new LinkAnswer(
        link.slug(), link.name(), link.bot(), link.active(), publicBaseUrl + "/go/" + link.slug());
  }
}
