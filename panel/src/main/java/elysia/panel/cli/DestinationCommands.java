package elysia.panel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `destination add|list`.
@Command(name = "destination", description = "Pixel da Meta e UTMify: add, list.")
final class DestinationCommands {
  private final ApiClient api;
  private final Console console;

  DestinationCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Cadastra um destino das conversões; o token fica criptografado.")
  int add(
      @Option(names = "--kind", required = true, description = "meta_capi ou utmify.") String kind,
      @Option(names = "--token", required = true) String token,
      @Option(names = "--pixel", description = "Número do pixel, só para meta_capi.")
          @Nullable String pixel,
      @Option(names = "--name") @Nullable String name,
      @Option(names = "--bot", description = "Só para este bot.") @Nullable String bot,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var body = new LinkedHashMap<String, String>();
    body.put("kind", kind);
    body.put("token", token);
    putIfGiven(body, "pixelId", pixel);
    putIfGiven(body, "name", name);
    putIfGiven(body, "bot", bot);
    var destination = api.post("/destinations", body);
    if (flag.json) {
      console.json(destination);
    } else {
      console.line("Destino %s cadastrado".formatted(destination.path("name").asText()));
    }
    return 0;
  }

  @Command(description = "Lista os destinos.")
  int list(@Mixin JsonFlag flag) throws InterruptedException {
    var destinations = api.get("/destinations");
    if (flag.json) {
      console.json(destinations);
    } else {
      console.table(
          destinations, List.of("id", "kind", "name", "pixelId", "bot", "active", "parkedReason"));
    }
    return 0;
  }

  private static void putIfGiven(Map<String, String> body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }
}
