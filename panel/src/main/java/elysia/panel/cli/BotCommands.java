package elysia.panel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bot add|list|adopt|token|webhook|pause|resume|forget-legacy-token`.
@Command(
    name = "bot",
    description =
        "Bots do Telegram: add, list, adopt, token, webhook, pause, resume, forget-legacy-token.")
final class BotCommands {
  /// The ladder's first retry is at 5 s: a passing failure of Telegram is waited for.
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final List<String> COLUMNS =
      List.of(
          "slug", "username", "gateway", "state", "tokenStatus", "greetingSource", "connectError");

  private final ApiClient api;
  private final Console console;

  BotCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Conecta um bot: confere o token no Telegram e registra o webhook.")
  int add(
      @Option(
              names = "--slug",
              required = true,
              description = "Nome curto, usado no endereço do webhook.")
          String slug,
      @Option(names = "--token", required = true, description = "Token do @BotFather.")
          String token,
      @Option(names = "--name", description = "Nome para você reconhecer o bot.")
          @Nullable String name,
      @Option(
              names = "--gateway",
              defaultValue = "pushinpay",
              description = "pushinpay ou syncpay.")
          String gateway,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var body = new LinkedHashMap<String, String>();
    body.put("slug", slug);
    body.put("token", token);
    body.put("gateway", gateway);
    if (name != null) {
      body.put("name", name);
    }
    api.post("/bots", body);
    return report(connected(slug), flag);
  }

  @Command(description = "Lista os bots.")
  int list(@Mixin JsonFlag flag) throws InterruptedException {
    var bots = api.get("/bots");
    if (flag.json) {
      console.json(bots);
    } else {
      console.table(bots, COLUMNS);
    }
    return 0;
  }

  @Command(
      description =
          "Assume um bot da aplicação antiga; para um bot já assumido, confere o que falta.")
  int adopt(@Option(names = "--slug", required = true) String slug, @Mixin JsonFlag flag)
      throws InterruptedException {
    var adoption = (ObjectNode) api.post("/bots/" + slug + "/adoption", java.util.Map.of());
    var bot = connected(slug);
    if (flag.json) {
      console.json(adoption.set("bot", bot));
    } else {
      print(bot, flag);
      printAdoption(adoption);
    }
    return outcome(bot);
  }

  private void printAdoption(JsonNode adoption) {
    if (adoption.path("plansFrozen").asInt() > 0) {
      console.line("Planos congelados: " + adoption.path("plansFrozen").asInt());
    }
    var odd = adoption.path("plansToConfirm");
    if (!odd.isEmpty()) {
      console.line("Confira estes preços, abaixo de R$ 0,50 ou acima de R$ 1.000:");
      console.table(odd, List.of("kind", "slug", "position", "name", "priceCents"));
    }
    adoption.path("missing").forEach(gap -> console.line("Falta: " + gap.asText()));
  }

  @Command(
      name = "forget-legacy-token",
      description = "Apaga o token em texto puro que a aplicação antiga guardou (bots.token).")
  int forgetLegacyToken(
      @Option(names = "--slug", required = true) String slug,
      @Option(names = "--yes", description = "Confirma: depois disto não há volta.") boolean yes)
      throws InterruptedException {
    if (!yes) {
      throw new CommandException(
          "A aplicação antiga não vai mais conseguir enviar por este bot. Se é isso, repita com --yes.");
    }
    api.delete("/bots/" + slug + "/legacy-token");
    console.line("O bot %s não tem mais token em texto puro no banco".formatted(slug));
    return 0;
  }

  @Command(description = "Troca o token do bot e conecta de novo.")
  int token(
      @Option(names = "--slug", required = true) String slug,
      @Option(names = "--token", required = true, description = "Token novo do @BotFather.")
          String token,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    api.patch("/bots/" + slug, java.util.Map.of("token", token));
    return report(connected(slug), flag);
  }

  @Command(description = "Registra o webhook de novo e mostra o resultado.")
  int webhook(@Option(names = "--slug", required = true) String slug, @Mixin JsonFlag flag)
      throws InterruptedException {
    api.post("/bots/" + slug + "/connect", java.util.Map.of());
    return report(connected(slug), flag);
  }

  @Command(description = "Pausa o bot: ele para de responder na hora.")
  int pause(@Option(names = "--slug", required = true) String slug, @Mixin JsonFlag flag)
      throws InterruptedException {
    print(api.post("/bots/" + slug + "/pause", java.util.Map.of()), flag);
    return 0;
  }

  @Command(description = "Volta a responder.")
  int resume(@Option(names = "--slug", required = true) String slug, @Mixin JsonFlag flag)
      throws InterruptedException {
    print(api.post("/bots/" + slug + "/resume", java.util.Map.of()), flag);
    return 0;
  }

  /// Waits until worker-messages has connected the bot or said why not, at most [#CONNECT_LIMIT].
  private JsonNode connected(String slug) throws InterruptedException {
    var bot = api.get("/bots/" + slug);
    for (long tries = CONNECT_LIMIT.dividedBy(POLL); tries > 0 && !settled(bot); tries--) {
      Thread.sleep(POLL);
      bot = api.get("/bots/" + slug);
    }
    return bot;
  }

  private static boolean settled(JsonNode bot) {
    return bot.path("connected").asBoolean() || bot.hasNonNull("connectError");
  }

  private int report(JsonNode bot, JsonFlag flag) {
    print(bot, flag);
    return outcome(bot);
  }

  private static int outcome(JsonNode bot) {
    if (bot.path("connected").asBoolean()) {
      return 0;
    }
    throw new CommandException(
        bot.path("connectError")
            .asText("O Telegram ainda não respondeu: veja de novo com ./elysia bot list."));
  }

  private void print(JsonNode bot, JsonFlag flag) {
    if (flag.json) {
      console.json(bot);
    } else if (bot.path("receiving").asBoolean()) {
      console.line(
          "Bot %s conectado como @%s, webhook %s"
              .formatted(
                  bot.path("slug").asText(),
                  bot.path("username").asText(),
                  bot.path("webhookUrl").asText()));
    } else if (bot.path("connected").asBoolean()) {
      console.line("Bot %s pausado".formatted(bot.path("slug").asText()));
    } else {
      console.line(
          "Bot %s salvo, mas ainda não recebe mensagens".formatted(bot.path("slug").asText()));
    }
  }
}
