package elysia.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which way the servers run, told by a command `docker` that only writes down how it was called.
class DockerTest {
  private final Path folder;
  private final Map<String, String> environment;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  DockerTest(@TempDir Path folder) {
    this.folder = folder;
    this.environment = new HashMap<>();
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
  }

  @Test
  void the_images_are_those_of_the_compose_file() throws Exception {
    assertThat(Files.readString(Checkout.root().resolve("docker-compose.yml")))
        .contains("image: " + Docker.POSTGRES_IMAGE + "\n")
        .contains("image: " + Docker.RABBITMQ_IMAGE + "\n");
  }

  @Test
  void a_daemon_with_compose_and_both_images_is_used() throws Exception {
    docker("true");

    assertThat(usable()).isTrue();
    assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(calls()).noneMatch(call -> call.startsWith("pull"));
  }

  @Test
  void missing_images_are_pulled() throws Exception {
    docker("[ \"$1\" != image ]");

    assertThat(usable()).isTrue();
    assertThat(calls()).contains("pull postgres:18.6", "pull rabbitmq:4.2.9-management");
  }

  @Test
  void a_daemon_without_compose_or_images_is_told_and_left_alone() throws Exception {
    docker("[ \"$1\" != compose ]");
    var withoutCompose = usable();
    docker("[ \"$1\" != image ] && [ \"$1\" != pull ]");
    var withoutImages = usable();

    assertThat(withoutCompose).isFalse();
    assertThat(withoutImages).isFalse();
    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allMatch(line -> line.endsWith("PostgreSQL e RabbitMQ sem Docker."));
  }

  @Test
  void where_no_daemon_answers_nothing_is_told() throws Exception {
    docker("[ \"$1\" != version ]");

    assertThat(usable()).isFalse();
    assertThat(calls()).containsExactly("version");
    assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void the_servers_of_a_new_folder_run_in_docker_and_stay_there() throws Exception {
    docker("true");
    var state = folder.resolve("state");

    var addresses = new LocalStack(state, environment).launch();
    docker("[ \"$1\" != version ]");
    var again = new LocalStack(state, environment);
    again.stop();

    assertThat(addresses.get("DATABASE_URL"))
        .matches("postgresql://elysia:\\w{40}@127\\.0\\.0\\.1:2\\d{4}/elysia");
    assertThat(addresses.get("RABBITMQ_URL")).matches("amqp://elysia:\\w{40}@127.+:2\\d{4}");
    assertThat(again.managementAddress()).contains("senha em .elysia/docker/password");
    assertThat(calls())
        .anyMatch(call -> call.endsWith("up --detach --wait postgres rabbitmq"))
        .last()
        .asString()
        .startsWith("compose --project-name elysia-")
        .contains("docker-compose.yml")
        .endsWith("deploy/compose-local.yml stop");
  }

  @Test
  void only_what_is_not_given_is_started() throws Exception {
    docker("true");
    environment.put("DATABASE_URL", "postgresql://a:b@localhost:1/c");

    var addresses = new LocalStack(folder.resolve("state"), environment).launch();

    assertThat(addresses).containsOnlyKeys("RABBITMQ_URL", "RABBITMQ_MANAGEMENT_URL");
    assertThat(calls()).last().asString().endsWith("up --detach --wait rabbitmq");
  }

  @Test
  void data_of_native_servers_are_not_left_for_docker() throws Exception {
    docker("true");
    var state = folder.resolve("state");
    Files.createDirectories(state.resolve("rabbitmq/data"));

    var chosen = new LocalStack(state, environment).choose();

    assertThat(chosen).isInstanceOf(NativeServers.class);
    assertThat(calls()).isEmpty();
  }

  private boolean usable() throws InterruptedException {
    return new Docker(folder, environment)
        .usable(new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  /// @param answer a condition on the words of the call: whether it works
  private void docker(String answer) throws IOException {
    var file = folder.resolve("bin/docker");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        #!/usr/bin/env bash
        echo "$*" >>"%s"
        %s
        """
            .formatted(folder.resolve("calls"), answer));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> calls() throws IOException {
    var file = folder.resolve("calls");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
