package elysia.panel.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `media add|list`.
@Command(name = "media", description = "Fotos, vídeos e outros arquivos das mensagens: add, list.")
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
}
