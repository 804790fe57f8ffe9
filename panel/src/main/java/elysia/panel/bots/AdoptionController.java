package elysia.panel.bots;

import elysia.db.admin.BotAdoption;
import elysia.db.admin.BotAdoption.Forgotten;
import elysia.db.admin.BotAdoption.Outcome;
import elysia.db.admin.BotAdoption.Reason;
import elysia.db.admin.BotView;
import elysia.db.admin.BotsAdmin;
import elysia.db.offers.LegacyPlans.Frozen;
import elysia.db.offers.LegacyPlans.OddPrice;
import elysia.model.BotId;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.stream.Collectors;

/// `/api/v1/bots/{slug}/adoption`: takes a bot over from the old application.
@Controller("/api/v1/bots/{slug}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdoptionController {
  private final BotAdoption adoption;
  private final BotsAdmin bots;
  private final AdoptionGaps gaps;
  private final LegacyConfig legacy;

  AdoptionController(BotAdoption adoption, BotsAdmin bots, AdoptionGaps gaps, LegacyConfig legacy) {
    this.adoption = adoption;
    this.bots = bots;
    this.gaps = gaps;
    this.legacy = legacy;
  }

  /// @param plansFrozen how many of the old application's plans became offers just now
  /// @param plansToConfirm those whose price a person should look at, also of earlier calls
  /// @param missing what an operator has yet to do before the bot can sell, a sentence each
  record AdoptionAnswer(
      BotView bot, int plansFrozen, List<PlanToConfirm> plansToConfirm, List<String> missing) {}

  /// @param kind `start`, `downsell` or `shot`, and `slug` which one
  record PlanToConfirm(String kind, String slug, int position, String name, long priceCents) {
    static PlanToConfirm of(OddPrice odd) {
      return new PlanToConfirm(
          odd.kind(), odd.slug(), odd.position(), odd.name(), odd.price().minor());
    }
  }

  /// 202 with the bot as it is now; worker-messages connects it in the background: look at it until
  /// `connected`, or `connectError` says why not. Harmless when the bot is adopted already.
  @Post("/adoption")
  HttpResponse<AdoptionAnswer> adopt(String slug) {
    return switch (adoption.adopt(Tenant.DEFAULT, slug, legacy.key())) {
      case Outcome.Adopted(_, var plans) -> HttpResponse.accepted().body(answer(slug, plans));
      case Outcome.Unknown(var withoutSlug) -> throw unknown(slug, withoutSlug);
      case Outcome.Deleted(var at) ->
          throw ProblemException.conflict(
              "O bot %s foi apagado em %s e não volta.".formatted(slug, at));
      case Outcome.Inactive _ ->
          throw ProblemException.conflict(
              "O bot %s está desativado na aplicação antiga. Ative-o lá antes de adotar."
                  .formatted(slug));
      case Outcome.TokenUnreadable(var reason) ->
          throw ProblemException.conflict(
              "%s Informe o token do @BotFather: ./elysia bot token --slug %s --token 123456789:AA..."
                  .formatted(why(reason), slug));
    };
  }

  /// Clears the plain token that the old application reads; 409 while nobody else has it.
  @Delete("/legacy-token")
  HttpResponse<?> forget(String slug) {
    var forgotten =
        adoption.forgetPlainToken(Tenant.DEFAULT, slug).orElseThrow(() -> unknown(slug, List.of()));
    if (forgotten == Forgotten.STILL_NEEDED) {
      throw ProblemException.conflict(
          "O bot %s ainda não está conectado aqui: o token antigo fica. Adote-o antes: ./elysia bot adopt --slug %s"
              .formatted(slug, slug));
    }
    return HttpResponse.noContent();
  }

  private AdoptionAnswer answer(String slug, Frozen plans) {
    var bot = bot(slug);
    var toConfirm = plans.odd().stream().map(PlanToConfirm::of).toList();
    return new AdoptionAnswer(bot, plans.added(), toConfirm, gaps.of(bot));
  }

  private static String why(Reason reason) {
    return switch (reason) {
      case ABSENT -> "O banco não tem um token deste bot que dê para ler.";
      case NO_KEY -> "O token deste bot está criptografado, e o painel não tem LEGACY_TOKEN_KEY.";
      case WRONG_KEY -> "O token deste bot está criptografado, e LEGACY_TOKEN_KEY não o abre.";
    };
  }

  private BotView bot(String slug) {
    return bots.find(Tenant.DEFAULT, slug).orElseThrow(() -> unknown(slug, List.of()));
  }

  private static ProblemException unknown(String slug, List<BotId> withoutSlug) {
    var ids = withoutSlug.stream().map(BotId::toString).collect(Collectors.joining(", "));
    return ProblemException.notFound(
        "Não existe um bot com o slug %s.".formatted(slug)
            + (ids.isEmpty()
                ? ""
                : " Há bots sem slug, e por isso sem endereço de webhook (id %s): dê um slug a eles na aplicação antiga."
                    .formatted(ids)));
  }
}
