package elysia.panel.bots;

import elysia.db.admin.BotView;
import elysia.db.admin.BotsAdmin;
import elysia.model.Gateway;
import elysia.panel.api.Fields;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/bots`: add a bot, look at it, change its token, connect it again, pause and resume it.
@Controller("/api/v1/bots")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BotsController {
  private final BotsAdmin bots;

  BotsController(BotsAdmin bots) {
    this.bots = bots;
  }

  record NewBotBody(
      @Nullable String slug,
      @Nullable String token,
      @Nullable String name,
      @Nullable String gateway) {
    @Override
    public String toString() {
      return "NewBotBody[" + slug + "]";
    }
  }

  @Get
  List<BotView> list() {
    return bots.list(Tenant.DEFAULT);
  }

  @Get("/{slug}")
  BotView show(String slug) {
    return bot(slug);
  }

  /// 201 with the bot as it is now; worker-messages connects it to Telegram in the background: look
  /// at it until `connected`, or `connectError` says why not.
  @Post
  HttpResponse<BotView> add(@Body NewBotBody body) {
    var slug = Fields.slug("slug", body.slug());
    var token = token(body.token());
    var gateway = body.gateway() == null ? "pushinpay" : body.gateway();
    if (Gateway.ofWord(gateway).isEmpty()) {
      throw ProblemException.badRequest(
          "gateway: um de " + Gateway.words() + " esperado, veio '" + gateway + "'.");
    }
    var newBot =
        new BotsAdmin.NewBot(slug, Fields.optional("name", body.name(), 100), gateway, token);
    if (bots.add(Tenant.DEFAULT, newBot).isEmpty()) {
      throw ProblemException.conflict("Já existe um bot com o slug " + slug + ".");
    }
    return HttpResponse.created(bot(slug));
  }

  /// Checks the token and sets the webhook again.
  @Post("/{slug}/connect")
  HttpResponse<BotView> connect(String slug) {
    var bot = bot(slug);
    bots.connectAgain(bot.id());
    return HttpResponse.accepted().body(bot(slug));
  }

  record TokenBody(@Nullable String token) {
    @Override
    public String toString() {
      return "TokenBody[]";
    }
  }

  /// Gives the bot another token: 202, and messages go out with it at once. Look at the bot until
  /// `connected`, or `connectError` says why not.
  @Patch("/{slug}")
  HttpResponse<BotView> changeToken(String slug, @Body TokenBody body) {
    bot(slug);
    if (!bots.changeToken(Tenant.DEFAULT, slug, token(body.token()))) {
      throw ProblemException.conflict("O bot desse token já está em outro cadastro.");
    }
    return HttpResponse.accepted().body(bot(slug));
  }

  @Post("/{slug}/pause")
  BotView pause(String slug) {
    return setPaused(slug, true);
  }

  @Post("/{slug}/resume")
  BotView resume(String slug) {
    return setPaused(slug, false);
  }

  private static String token(@Nullable String text) {
    var token = Fields.required("token", text, 100);
    if (!BotsAdmin.isToken(token)) {
      throw ProblemException.badRequest(
          "token: copie do @BotFather, no formato 123456789:AA... (veio outro formato).");
    }
    return token;
  }

  private BotView setPaused(String slug, boolean paused) {
    if (!bots.setPaused(Tenant.DEFAULT, slug, paused)) {
      throw unknown(slug);
    }
    return bot(slug);
  }

  private BotView bot(String slug) {
    return bots.find(Tenant.DEFAULT, slug).orElseThrow(() -> unknown(slug));
  }

  private static ProblemException unknown(String slug) {
    return ProblemException.notFound("Não existe um bot com o slug " + slug + ".");
  }
}
