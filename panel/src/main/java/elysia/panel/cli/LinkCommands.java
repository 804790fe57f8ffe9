package elysia.panel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `link add|list`.
@Command(name = "link", description = "Links para anúncios: add, list.")
final class LinkCommands {
  private final ApiClient api;
  private final Console console;

  LinkCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Cria o endereço que vai no anúncio.")
  int add(
      @Option(names = "--slug", required = true) String slug,
      @Option(names = "--bot", required = true) String bot,
      @Option(names = "--name") @Nullable String name,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var body = new LinkedHashMap<String, String>();
    body.put("slug", slug);
    body.put("bot", bot);
    if (name != null) {
      body.put("name", name);
    }
    var link = api.post("/links", body);
    if (flag.json) {
      console.json(link);
    } else {
      console.line("Link para o anúncio: " + link.path("url").asText());
    }
    return 0;
  }

  @Command(description = "Lista os links.")
  int list(@Mixin JsonFlag flag) throws InterruptedException {
    var links = api.get("/links");
    if (flag.json) {
      console.json(links);
    } else {
      console.table(links, List.of("slug", "bot", "active", "url"));
    }
    return 0;
  }
}
