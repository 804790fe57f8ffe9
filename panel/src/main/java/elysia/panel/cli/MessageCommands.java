package elysia.panel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `message set|show`.
@Command(name = "message", description = "Mensagens do bot: set, show.")
final class MessageCommands {
  private final ApiClient api;
  private final Console console;

  MessageCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Grava até 3 textos e até 3 mídias; {{user_name}} vira o nome da pessoa.")
  int set(
      @Option(names = "--bot", required = true) String bot,
      @Option(names = "--message", defaultValue = "start", description = "start ou delivery.")
          String message,
      @Option(names = "--text", description = "Um texto; repita para até 3.")
          @Nullable List<String> texts,
      @Option(
              names = "--media",
              description = "Número de uma mídia (media add); repita para até 3.")
          @Nullable List<Long> media,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var body = new LinkedHashMap<String, Object>();
    body.put("texts", Objects.requireNonNullElse(texts, List.of()));
    body.put(
        "media",
        Objects.requireNonNullElse(media, List.<Long>of()).stream()
            .map(id -> Map.of("id", id))
            .toList());
    var saved = api.put("/bots/" + bot + "/messages/" + message, body);
    if (flag.json) {
      console.json(saved);
    } else {
      console.line(
          "Mensagem %s do bot %s gravada com %d texto(s) e %d mídia(s)"
              .formatted(message, bot, saved.path("texts").size(), saved.path("media").size()));
    }
    return 0;
  }

  @Command(description = "Mostra a mensagem.")
  int show(
      @Option(names = "--bot", required = true) String bot,
      @Option(names = "--message", defaultValue = "start") String message,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var content = api.get("/bots/" + bot + "/messages/" + message);
    if (flag.json) {
      console.json(content);
    } else {
      content
          .path("media")
          .forEach(media -> console.line("[mídia %s]".formatted(media.path("id").asText())));
      content.path("texts").forEach(text -> console.line(text.asText()));
    }
    return 0;
  }
}
