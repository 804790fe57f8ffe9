package elysia.panel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plan add|list`.
@Command(name = "plan", description = "Planos à venda no /start: add, list.")
final class PlanCommands {
  private final ApiClient api;
  private final Console console;

  PlanCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Põe um plano à venda.")
  int add(
      @Option(names = "--bot", required = true) String bot,
      @Option(names = "--name", required = true) String name,
      @Option(
              names = "--price-cents",
              required = true,
              description = "Preço em centavos: 1990 é R$ 19,90.")
          long priceCents,
      @Option(names = "--duration", description = "Por exemplo: 30 dias.")
          @Nullable String duration,
      @Option(
              names = "--delivery",
              description = "O que o comprador recebe; repita para mais textos.")
          @Nullable List<String> deliveryTexts,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var body = new LinkedHashMap<String, Object>();
    body.put("name", name);
    body.put("priceCents", priceCents);
    if (duration != null) {
      body.put("duration", duration);
    }
    if (deliveryTexts != null) {
      body.put("deliveryTexts", deliveryTexts);
    }
    var plan = api.post("/bots/" + bot + "/plans", body);
    if (flag.json) {
      console.json(plan);
    } else {
      console.line(
          "Plano %s à venda no bot %s, código %s".formatted(name, bot, plan.path("code").asText()));
    }
    return 0;
  }

  @Command(description = "Lista os planos à venda.")
  int list(@Option(names = "--bot", required = true) String bot, @Mixin JsonFlag flag)
      throws InterruptedException {
    var plans = api.get("/bots/" + bot + "/plans");
    if (flag.json) {
      console.json(plans);
    } else {
      console.table(plans, List.of("position", "name", "priceCents", "duration", "code"));
    }
    return 0;
  }
}
