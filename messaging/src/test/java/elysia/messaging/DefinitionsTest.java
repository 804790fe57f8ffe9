package elysia.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.localstack.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The exported files in `deploy/rabbitmq`. `-Delysia.definitions=write` writes them anew.
class DefinitionsTest {

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void the_file_says_what_the_code_declares(int majorVersion) throws Exception {
    var file = Definitions.file(majorVersion);
    var text = Definitions.text(Definitions.of(majorVersion));
    if ("write".equals(System.getProperty("elysia.definitions"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }

    assertThat(file).as("-Delysia.definitions=write writes it anew").hasContent(text);
  }

  @Test
  void the_versions_differ_in_their_policies_only() throws Exception {
    var three = (ObjectNode) Definitions.of(3);
    var four = (ObjectNode) Definitions.of(4);

    assertThat(three.remove("policies")).isNotEqualTo(four.remove("policies"));
    assertThat(three).isEqualTo(four);
    assertThat(three.has("users")).isFalse();
  }

  @Test
  void after_an_import_nothing_is_left_to_declare_and_every_queue_has_its_limits()
      throws Exception {
    var vhost = TestStack.rabbit().newVhost();
    var management = new Management(vhost);
    var version = management.get("/api/overview").path("rabbitmq_version").asText();
    int major = Integer.parseInt(version.substring(0, version.indexOf('.')));

    management.post("/api/definitions/" + vhost.vhost(), Files.readString(Definitions.file(major)));
    var imported = objects(management, vhost.vhost());
    try (var connection = Vhost.connect(vhost.amqpUrl().toString())) {
      assertThat(Topology.declare(connection)).isEmpty();
    }

    assertThat(imported).hasSize(52).isEqualTo(objects(management, vhost.vhost()));
    Awaitility.await()
        .atMost(Vhost.LIMIT)
        .untilAsserted(
            () -> {
              var queues = management.get("/api/queues/" + vhost.vhost());
              assertThat(policy(queues, "messages.start")).isEqualTo("work-limits");
              assertThat(policy(queues, "payments.charge")).isEqualTo("work-limits");
              assertThat(policy(queues, "messages.shot")).isEqualTo("shot-limit");
              assertThat(policy(queues, "messages.downsell")).isEqualTo("shot-limit");
              assertThat(policy(queues, "retry.5s")).isEmpty();
              assertThat(policy(queues, "parked.messages")).isEmpty();
            });
  }

  /// Every exchange, queue and binding of ours, with its arguments.
  private static Set<String> objects(Management management, String vhost)
      throws IOException, InterruptedException {
    var exported = management.get("/api/definitions/" + vhost);
    var objects = new TreeSet<String>();
    for (var kind : Set.of("exchanges", "queues", "bindings")) {
      for (var object : exported.path(kind)) {
        objects.add(kind + " " + object);
      }
    }
    return objects;
  }

  private static String policy(JsonNode queues, String name) {
    for (var queue : queues) {
      if (queue.path("name").asText().equals(name)) {
        return queue.path("policy").asText("");
      }
    }
    throw new AssertionError("no queue " + name);
  }
}
