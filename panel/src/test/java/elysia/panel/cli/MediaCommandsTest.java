package elysia.panel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.panel.TestPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaCommandsTest {
  @TempDir private Path folder;

  @Test
  void a_file_goes_from_the_command_line_into_a_message() throws IOException {
    var file = Files.writeString(folder.resolve("Guia rápido.pdf"), "%PDF-1.7");
    try (var panel = new TestPanel(Map.of("MEDIA_URL", folder.resolve("s").toUri().toString()))) {
      panel
          .sql()
          .update("insert into bots (organization_id, slug, name) values (1, 'loja_cli', 'Loja')");

      assertThat(run(panel, "media", "add", file.toString())).isZero();
      assertThat(run(panel, "message", "set", "--bot", "loja_cli", "--media", "1")).isZero();

      assertThat(
              panel
                  .sql()
                  .one(
                      "select content -> 'medias' -> 0 ->> 'name' as name from bot_messages",
                      row -> row.text("name")))
          .contains("Guia rápido.pdf");
      assertThat(run(panel, "media", "add", "nao-existe.pdf")).isEqualTo(1);
      assertThat(run(panel, "message", "set", "--bot", "loja_cli", "--media", "2")).isEqualTo(1);
      assertThat(run(panel, "media", "list")).isZero();
    }
  }

  private static int run(TestPanel panel, String... arguments) {
    return ElysiaCli.run(panel.environment(), arguments);
  }
}
