package elysia.panel.bots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.db.admin.BotsAdmin;
import elysia.db.admin.PlansAdmin;
import elysia.model.BotId;
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
  private static final long MIN_PRICE_CENTS = 50; // the lowest minimum of our gateways, PushinPay's
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
    return plans.list(Tenant.DEFAULT, bot(slug)).stream().map(this::answer).toList();
  }

  @Post
  HttpResponse<PlanAnswer> add(String slug, @Body PlanBody body) throws JsonProcessingException {
    var bot = bot(slug);
    if (plans.list(Tenant.DEFAULT, bot).size() >= MAX_PLANS) {
      throw ProblemException.conflict(
          "O bot já tem %d planos: retire um antes.".formatted(MAX_PLANS));
    }
    return HttpResponse.created(find(bot, plans.add(Tenant.DEFAULT, bot, checked(body))));
  }

  /// The answer has a new code: buttons that were sent keep the old plan at its old price.
  @Put("/{code}")
  PlanAnswer replace(String slug, String code, @Body PlanBody body) throws JsonProcessingException {
    var bot = bot(slug);
    var newCode =
        plans.replace(Tenant.DEFAULT, bot, code, checked(body)).orElseThrow(() -> unknown(code));
    return find(bot, newCode);
  }

  @Delete("/{code}")
  HttpResponse<?> remove(String slug, String code) {
    if (!plans.remove(Tenant.DEFAULT, bot(slug), code)) {
      throw unknown(code);
    }
    return HttpResponse.noContent();
  }

  private PlansAdmin.NewPlan checked(PlanBody body) throws JsonProcessingException {
    var price = body.priceCents();
    if (price == null || price < MIN_PRICE_CENTS || price > MAX_PRICE_CENTS) {
      throw ProblemException.badRequest(
          "priceCents: de %d a %d centavos, veio %s."
              .formatted(MIN_PRICE_CENTS, MAX_PRICE_CENTS, price));
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

  private BotId bot(String slug) {
    return bots.find(Tenant.DEFAULT, slug)
        .orElseThrow(() -> ProblemException.notFound("Não existe um bot com o slug " + slug + "."))
        .id();
  }

  private static ProblemException unknown(String code) {
    return ProblemException.notFound("Não existe um plano à venda com o código " + code + ".");
  }
}
