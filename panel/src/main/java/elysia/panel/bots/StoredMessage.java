package elysia.panel.bots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.model.MediaId;
import elysia.panel.bots.MessageBody.Media;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A message as `bot_messages.content` holds it, the shape that the workers read: each file by its
/// content, so that nobody looks anything up to send it.
final class StoredMessage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADJACENT = "adjacent";

  private StoredMessage() {}

  static String write(BotMessage message) {
    var content = JSON.createObjectNode();
    content.set("messages", JSON.valueToTree(message.texts()));
    var medias = content.putArray("medias");
    for (var file : message.files()) {
      medias
          .addObject()
          .put("id", file.media().id().value())
          .put("kind", file.media().kind())
          .put("key", file.media().sha256())
          .put("name", file.media().fileName())
          .put("size", file.media().bytes())
          .put("caption", file.caption());
    }
    content.put("media_mode", message.mediaMode().name().toLowerCase(Locale.ROOT));
    content.put("attach_text_as_caption", message.textAsCaption());
    content.put("plan_layout", message.planColumns() == 1 ? "list" : ADJACENT);
    content.put("plan_columns", message.planColumns());
    return content.toString();
  }

  /// @param content null where the bot has no such message
  static MessageBody read(@Nullable String content) {
    var node = tree(content);
    int columns = node.path("plan_columns").asInt(2);
    return new MessageBody(
        list(node.path("messages")).map(JsonNode::asText).toList(),
        list(node.path("medias")).map(StoredMessage::media).toList(),
        node.path("media_mode").asText("group"),
        node.path("attach_text_as_caption").asBoolean(),
        node.path("plan_layout").asText().equals(ADJACENT) ? columns : 1);
  }

  private static Media media(JsonNode media) {
    var id = media.path("id");
    var caption = media.path("caption").asText("");
    return new Media(
        id.canConvertToLong() && id.asLong() > 0 ? new MediaId(id.asLong()) : null,
        caption.isBlank() ? null : caption);
  }

  private static Stream<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode tree(@Nullable String content) {
    try {
      return content == null ? JSON.missingNode() : JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON expected from a jsonb column", e);
    }
  }
}
