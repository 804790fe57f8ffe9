package elysia.messaging;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;

/// Our topology as RabbitMQ's definitions file, with the policies, whose keys depend on the
/// server's major version. No users: an import would set their passwords.
final class Definitions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VHOST = "/";

  private static final int MAX_WORK = 500_000;
  private static final long MAX_BYTES = 2L << 30;

  /// Bulk is published a second or two ahead, so a long queue is a fault.
  private static final int MAX_BULK = 50_000;

  /// No handler holds a delivery for more than two minutes.
  private static final int CONSUMER_TIMEOUT_MS = 900_000;

  private Definitions() {}

  static Path file(int majorVersion) {
    return Path.of("../deploy/rabbitmq/definitions-" + majorVersion + ".json");
  }

  static JsonNode of(int majorVersion) {
    var root = JSON.createObjectNode();
    root.putArray("vhosts").addObject().put("name", VHOST);
    var exchanges = root.putArray("exchanges");
    for (var exchange : Topology.exchanges()) {
      durable(exchanges, exchange.name())
          .put("type", exchange.type().getType())
          .put("internal", false)
          .set("arguments", JSON.createObjectNode());
    }
    var queues = root.putArray("queues");
    var bindings = root.putArray("bindings");
    for (var queue : Topology.queues()) {
      durable(queues, queue.name())
          .set("arguments", JSON.valueToTree(new TreeMap<>(queue.arguments())));
      for (var binding : queue.bindings()) {
        bindings
            .addObject()
            .put("vhost", VHOST)
            .put("source", binding.exchange())
            .put("destination", queue.name())
            .put("destination_type", "queue")
            .put("routing_key", binding.routingKey())
            .set("arguments", JSON.createObjectNode());
      }
    }
    var policies = root.putArray("policies");
    policy(policies, majorVersion, "work-limits", "^(messages|payments|tracking)\\.", 0, MAX_WORK);
    // only the policy of the highest priority applies to a queue, so each has every key
    policy(policies, majorVersion, "shot-limit", "^messages\\.(shot|downsell)$", 10, MAX_BULK);
    return root;
  }

  private static ObjectNode durable(ArrayNode all, String name) {
    return all.addObject()
        .put("name", name)
        .put("vhost", VHOST)
        .put("durable", true)
        .put("auto_delete", false);
  }

  private static void policy(
      ArrayNode all, int majorVersion, String name, String pattern, int priority, int maxLength) {
    var definition = JSON.createObjectNode();
    definition.put("max-length", maxLength).put("max-length-bytes", MAX_BYTES);
    if (majorVersion >= 4) { // 3.10 refuses a policy with this key
      definition.put("consumer-timeout", CONSUMER_TIMEOUT_MS);
    }
    all.addObject()
        .put("vhost", VHOST)
        .put("name", name)
        .put("pattern", pattern)
        .put("apply-to", majorVersion >= 4 ? "quorum_queues" : "queues")
        .put("priority", priority)
        .set("definition", definition);
  }

  static String text(JsonNode definitions) throws IOException {
    var printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    return JSON.writer(printer).writeValueAsString(definitions) + "\n";
  }
}
