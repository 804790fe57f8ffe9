package elysia.panel.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `media add|list|warm`.
@Command(
    name = "media",
    description = "Fotos, vídeos e outros arquivos das mensagens: add, list, warm.")
final class MediaCommands {
  private static final List<String> COLUMNS =
      List.of("id", "kind", "fileName", "bytes", "createdAt");

  private final ApiClient api;
  private final Console console;

  MediaCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Envia um arquivo: foto até 10 MB, qualquer outro até 50 MB.")
  int add(@Parameters(paramLabel = "ARQUIVO") Path file, @Mixin JsonFlag flag)
      throws InterruptedException {
    var name = URLEncoder.encode(String.valueOf(file.getFileName()), StandardCharsets.UTF_8);
    var media = api.upload("/media?name=" + name, file);
    if (flag.json) {
      console.json(media);
    } else {
      console.line(
          "Mídia %s gravada: %s, %s"
              .formatted(
                  media.path("id").asText(), media.path("kind").asText(), file.getFileName()));
    }
    return 0;
  }

  @Command(description = "Lista as 100 mais novas.")
  int list(@Mixin JsonFlag flag) throws InterruptedException {
    var media = api.get("/media");
    if (flag.json) {
      console.json(media);
    } else {
      console.table(media, COLUMNS);
    }
    return 0;
  }

  @Command(
      description = "Mostra se as mídias de um bot estão prontas; envia as que não estão ao chat.")
  int warm(
      @Option(names = "--bot", required = true) String bot,
      @Option(names = "--chat", description = "Define o chat de aquecimento, como -1001234567890.")
          @Nullable String chat,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var path = "/bots/" + bot + "/warm-up";
    var board = chat == null ? api.post(path, Map.of()) : api.put(path, Map.of("chatId", chat));
    if (flag.json) {
      console.json(board);
    } else {
      console.table(board.path("media"), List.of("kind", "fileName", "status", "lastError"));
    }
    return 0;
  }
}
