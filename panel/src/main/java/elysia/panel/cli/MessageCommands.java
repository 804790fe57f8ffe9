package elysia.panel.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `message set|show`.
@Command(name = "message", description = "Textos do bot: set, show.")
final class MessageCommands {
  private final ApiClient api;
  private final Console console;

  MessageCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Grava de 1 a 3 textos; {{user_name}} vira o nome da pessoa.")
  int set(
      @Option(names = "--bot", required = true) String bot,
      @Option(names = "--message", defaultValue = "start", description = "start ou delivery.")
          String message,
      @Option(names = "--text", required = true, description = "Um texto; repita para até 3.")
          List<String> texts,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var saved = api.put("/bots/" + bot + "/messages/" + message, Map.of("texts", texts));
    if (flag.json) {
      console.json(saved);
    } else {
      console.line(
          "Mensagem %s do bot %s gravada com %d texto(s)".formatted(message, bot, texts.size()));
    }
    return 0;
  }

  @Command(description = "Mostra os textos.")
  int show(
      @Option(names = "--bot", required = true) String bot,
      @Option(names = "--message", defaultValue = "start") String message,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var content = api.get("/bots/" + bot + "/messages/" + message);
    if (flag.json) {
      console.json(content);
    } else {
      content.path("texts").forEach(text -> console.line(text.asText()));
    }
    return 0;
  }
}
