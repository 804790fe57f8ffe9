package elysia.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's own part, in a checkout that holds nothing else: reading the configuration.
class LauncherTest {
  @Test
  void the_env_file_is_read_but_never_evaluated_and_the_environment_wins(@TempDir Path checkout)
      throws Exception {
    Files.writeString(
        checkout.resolve(".env"),
        """
        # a comment
        INGRESS_PORT=21001
        PANEL_PORT="21002"
        SANDBOX_PORT=21003
        MESSAGES_PORT=
        DATABASE_URL='postgresql://a:b@c/d?x=$(touch evaluated)'
        """);

    var output = launcher(checkout, Map.of("SANDBOX_PORT", "21004"), "doctor").output();

    assertThat(output)
        .containsPattern("INGRESS_PORT +21001")
        .containsPattern("PANEL_PORT +21002")
        .containsPattern("SANDBOX_PORT +21004")
        .containsPattern("MESSAGES_PORT +8081|a porta 8081 está em uso")
        .containsPattern("OK +PostgreSQL +o de DATABASE_URL");
    assertThat(checkout.resolve("evaluated")).doesNotExist();
  }

  @Test
  void the_secrets_are_made_once_and_for_their_owner_alone(@TempDir Path checkout)
      throws Exception {
    var file = checkout.resolve(".elysia/secrets.env");

    launcher(checkout, Map.of(), "doctor");
    var first = Files.readString(file);
    launcher(checkout, Map.of(), "doctor");

    assertThat(Files.readString(file)).isEqualTo(first);
    assertThat(first)
        .containsPattern("(?m)^ELYSIA_SECRET_KEY=[A-Za-z0-9+/]{43}=$")
        .containsPattern("(?m)^ADMIN_API_TOKEN=[A-Za-z0-9_-]{32}$")
        .containsPattern("(?m)^POSTGRES_PASSWORD=[A-Za-z0-9_-]{32}$")
        .containsPattern("(?m)^RABBITMQ_PASSWORD=[A-Za-z0-9_-]{32}$")
        .hasLineCount(4);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void secrets_of_an_earlier_version_are_kept_and_completed(@TempDir Path checkout)
      throws Exception {
    var file = checkout.resolve(".elysia/secrets.env");
    Files.createDirectory(file.getParent());
    Files.writeString(file, "ELYSIA_SECRET_KEY=kept\nADMIN_API_TOKEN=kept too\n");

    launcher(checkout, Map.of(), "doctor");

    assertThat(Files.readString(file))
        .startsWith("ELYSIA_SECRET_KEY=kept\nADMIN_API_TOKEN=kept too\nPOSTGRES_PASSWORD=")
        .hasLineCount(4);
  }

  @Test
  void the_doctor_tells_of_docker_unless_the_servers_already_run_without_it(@TempDir Path checkout)
      throws Exception {
    var docker = Files.createDirectory(checkout.resolve("bin")).resolve("docker");
    Files.writeString(docker, "#!/bin/sh\n");
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    var path = Map.of("PATH", docker.getParent() + ":" + System.getenv("PATH"));

    var fresh = launcher(checkout, path, "doctor").output();
    Files.createDirectories(checkout.resolve(".elysia/postgres/data"));
    var begun = launcher(checkout, path, "doctor").output();

    assertThat(fresh).containsPattern("OK +PostgreSQL +no Docker, se as imagens");
    assertThat(fresh).containsPattern("OK +RabbitMQ +no Docker, se as imagens");
    assertThat(begun).doesNotContain("no Docker");
  }

  @Test
  void an_unknown_command_is_an_error_that_names_help(@TempDir Path checkout) throws Exception {
    var result = launcher(checkout, Map.of(), "subir");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("Comando desconhecido: subir").contains("./elysia help");
  }

  private static Command.Result launcher(
      Path checkout, Map<String, String> environment, String command)
      throws IOException, InterruptedException {
    var script = checkout.resolve("elysia");
    if (!Files.exists(script)) {
      Files.copy(Checkout.root().resolve("elysia"), script);
    }
    // of our own environment only the path: a port that is set there would win
    var words = new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH")));
    environment.forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(List.of("bash", script.toString(), command));
    return new Command(checkout, Map.of(), words).run(Duration.ofSeconds(30));
  }
}
