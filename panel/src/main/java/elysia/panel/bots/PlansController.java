package elysia.panel.bots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.db.admin.BotView;
import elysia.db.admin.BotsAdmin;
import elysia.db.admin.PlansAdmin;
import elysia.model.BotId;
import elysia.model.Gateway;
import elysia.model.Money;
import elysia.panel.api.Fields;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// `/api/v1/bots/{slug}/plans`: what the bot's /start sells. One plan at a time, by its code:
/// saving one never touches another (L143).
@Controller("/api/v1/bots/{slug}/plans")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlansController {
  private static final int MAX_PLANS = 10;
  private static final long MAX_PRICE_CENTS = 1_000_000;

  private final BotsAdmin bots;
  private final PlansAdmin plans;
  private final ObjectMapper json;

  PlansController(BotsAdmin bots, PlansAdmin plans, ObjectMapper json) {
    this.bots = bots;
    this.plans = plans;
    this.json = json;
  }

  /// @param deliveryTexts what the buyer gets; without them the bot's message `delivery`
  record PlanBody(
      @Nullable String name,
      @Nullable Long priceCents,
      @Nullable String duration,
      @Nullable List<String> deliveryTexts) {}

  record PlanAnswer(
      String code,
      String name,
      @Nullable String duration,
      long priceCents,
      int position,
      List<String> deliveryTexts) {}

  @Get
  List<PlanAnswer> list(String slug) {
    return plans.list(Tenant.DEFAULT, bot(slug).id()).stream().map(this::answer).toList();
  }

  @Post
  HttpResponse<PlanAnswer> add(String slug, @Body PlanBody body) throws JsonProcessingException {
    var bot = bot(slug);
    if (plans.list(Tenant.DEFAULT, bot.id()).size() >= MAX_PLANS) {
      throw ProblemException.conflict(
          "O bot já tem %d planos: retire um antes.".formatted(MAX_PLANS));
    }
    var code = plans.add(Tenant.DEFAULT, bot.id(), checked(body, bot));
    return HttpResponse.created(find(bot.id(), code));
  }

  /// The answer has a new code: buttons that were sent keep the old plan at its old price.
  @Put("/{code}")
  PlanAnswer replace(String slug, String code, @Body PlanBody body) throws JsonProcessingException {
    var bot = bot(slug);
    var newCode =
        plans
            .replace(Tenant.DEFAULT, bot.id(), code, checked(body, bot))
            .orElseThrow(() -> unknown(code));
    return find(bot.id(), newCode);
  }

  @Delete("/{code}")
  HttpResponse<?> remove(String slug, String code) {
    if (!plans.remove(Tenant.DEFAULT, bot(slug).id(), code)) {
      throw unknown(code);
    }
    return HttpResponse.noContent();
  }

  /// A price that the bot's gateway does not charge is refused here, not at the click (L58).
  private PlansAdmin.NewPlan checked(PlanBody body, BotView bot) throws JsonProcessingException {
    var price = body.priceCents();
    var minimum =
        Gateway.ofWord(bot.gateway()).map(gateway -> gateway.minCharge().minor()).orElse(1L);
    if (price == null || price < minimum || price > MAX_PRICE_CENTS) {
      throw ProblemException.badRequest(
          "priceCents: de %d a %d centavos com %s, veio %s."
              .formatted(minimum, MAX_PRICE_CENTS, bot.gateway(), price));
    }
    var texts = body.deliveryTexts() == null ? List.<String>of() : body.deliveryTexts();
    var delivery =
        texts.isEmpty()
            ? null
            : json.writeValueAsString(
                Map.of(
                    "texts",
                    texts.stream()
                        .map(text -> Fields.required("deliveryTexts", text, 4096))
                        .toList()));
    return new PlansAdmin.NewPlan(
        Fields.required("name", body.name(), 60),
        Fields.optional("duration", body.duration(), 60),
        Money.brl(price),
        delivery);
  }

  private PlanAnswer find(BotId bot, String code) {
    return plans.list(Tenant.DEFAULT, bot).stream()
        .filter(plan -> plan.code().equals(code))
        .findFirst()
        .map(this::answer)
        .orElseThrow(() -> unknown(code));
  }

  private PlanAnswer answer(PlansAdmin.PlanView plan) {
    return new PlanAnswer(
        plan.code(),
        plan.name(),
        plan.durationText(),
        plan.priceCents(),
        plan.position(),
        texts(plan.delivery()));
  }

  private List<String> texts(@Nullable String delivery) {
    if (delivery == null) {
      return List.of();
    }
    try {
      return StreamSupport.stream(json.readTree(delivery).path("texts").spliterator(), false)
          .map(JsonNode::asText)
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a jsonb column holds JSON", e);
    }
  }

  private BotView bot(String slug) {
    return bots.find(Tenant.DEFAULT, slug)
        .orElseThrow(() -> ProblemException.notFound("Não existe um bot com o slug " + slug + "."));
  }

  private static ProblemException unknown(String code) {
    return ProblemException.notFound("Não existe um plano à venda com o código " + code + ".");
  }
}
