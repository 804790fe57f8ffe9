package elysia.ingress.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Compares the glance with a reading of the whole tree, over random updates that carry every
/// interesting name at every wrong place.
class UpdatePeekPropertyTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> MEMBER =
      Set.of("my_chat_member", "chat_member", "chat_join_request");
  private static final List<String> NAMES =
      List.of(
          "update_id",
          "message",
          "text",
          "chat",
          "id",
          "from",
          "callback_query",
          "my_chat_member",
          "chat_member",
          "chat_join_request",
          "edited_message",
          "é",
          "data");
  private static final List<String> TEXTS =
      List.of("/start", "/start t_1", "/start@b", "\"update_id\":1", "ação 🎉", "{}", "\\", "");

  @Test
  void the_glance_sees_what_the_whole_tree_says() throws IOException {
    long seed = System.nanoTime();
    System.out.println("UpdatePeekPropertyTest seed " + seed);
    var random = new Random(seed);
    int starts = 0;
    for (int i = 0; i < 20_000; i++) {
      var update = update(random);
      var body = MAPPER.writeValueAsBytes(update);

      var seen = UpdatePeek.at(body);

      assertThat(seen).as("%s, seed %d", update, seed).isEqualTo(told(update));
      starts += seen.filter(peeked -> peeked.kind() == UpdateKind.START).isPresent() ? 1 : 0;
    }
    assertThat(starts).isGreaterThan(100);
  }

  @Test
  void no_random_bytes_break_the_glance() throws IOException {
    long seed = System.nanoTime();
    System.out.println("UpdatePeekPropertyTest seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var body = MAPPER.writeValueAsBytes(update(random));
      body[random.nextInt(body.length)] = (byte) random.nextInt();

      var seen = UpdatePeek.at(Arrays.copyOf(body, body.length - random.nextInt(3)));

      assertThat(seen).as("seed %d", seed).isNotNull();
    }
  }

  private static Optional<PeekedUpdate> told(ObjectNode update) {
    var id = update.path("update_id");
    if (!id.isIntegralNumber() || !id.canConvertToLong()) {
      return Optional.empty();
    }
    var kind = UpdateKind.OTHER;
    Long chat = null;
    var payload = payload(update);
    if (payload != null) {
      var value = payload.getValue();
      kind = kind(payload.getKey(), value);
      chat = integer(value.path("chat").path("id"));
      if (chat == null && !payload.getKey().equals("message")) {
        chat = integer(value.path("message").path("chat").path("id"));
      }
      chat = chat == null ? integer(value.path("from").path("id")) : chat;
    }
    return Optional.of(new PeekedUpdate(id.longValue(), kind, chat));
  }

  private static UpdateKind kind(String field, JsonNode payload) {
    if (field.equals("callback_query")) {
      return UpdateKind.CALLBACK;
    }
    if (MEMBER.contains(field)) {
      return UpdateKind.MEMBER;
    }
    var text = payload.path("text").asText("");
    boolean start =
        text.equals("/start") || text.startsWith("/start ") || text.startsWith("/start@");
    return field.equals("message") && payload.path("text").isTextual() && start
        ? UpdateKind.START
        : UpdateKind.OTHER;
  }

  private static Map.@Nullable Entry<String, JsonNode> payload(ObjectNode update) {
    return update.properties().stream()
        .filter(field -> field.getValue().isObject() && !field.getKey().equals("update_id"))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Long integer(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
  }

  /// At most one payload object, as Telegram promises; everything inside it is free.
  private static ObjectNode update(Random random) {
    var update = NODES.objectNode();
    boolean idFirst = random.nextBoolean();
    if (idFirst) {
      update.set("update_id", id(random));
    }
    var payload = payloadObject(random);
    update.set(NAMES.get(1 + random.nextInt(NAMES.size() - 1)), payload);
    if (!idFirst && random.nextInt(10) > 0) {
      update.set("update_id", id(random));
    }
    return update;
  }

  private static ObjectNode payloadObject(Random random) {
    var payload = NODES.objectNode();
    for (var name : NAMES) {
      if (random.nextInt(3) == 0) {
        payload.set(name, value(random, 3));
      }
    }
    if (random.nextBoolean()) {
      payload.put("text", TEXTS.get(random.nextInt(TEXTS.size())));
    }
    if (random.nextBoolean()) {
      payload.set("chat", NODES.objectNode().put("type", "private").put("id", random.nextLong()));
    }
    return payload;
  }

  private static JsonNode id(Random random) {
    return random.nextInt(10) == 0 ? value(random, 1) : NODES.numberNode(random.nextInt());
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> NODES.numberNode(random.nextLong());
      case 1 -> NODES.numberNode(random.nextDouble());
      case 2 -> NODES.nullNode();
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4, 5 -> NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case 6 -> array(random, depth - 1);
      default -> object(random, depth - 1);
    };
  }

  private static ArrayNode array(Random random, int depth) {
    var array = NODES.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(random, depth));
    }
    return array;
  }

  private static ObjectNode object(Random random, int depth) {
    var object = NODES.objectNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth));
    }
    return object;
  }
}
