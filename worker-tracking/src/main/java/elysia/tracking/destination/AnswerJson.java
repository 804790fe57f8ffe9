package elysia.tracking.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/// The body of an answer, which ought to be JSON.
public final class AnswerJson {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MAX_CHARACTERS = 4_000;

  private AnswerJson() {}

  /// The JSON, or the body as one JSON text where it is none.
  public static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(body);
    }
  }

  /// The body as it goes into a `jsonb` column, never more than 4,000 characters of it.
  public static String forStorage(String body) {
    var clean = body.replace("\0", "");
    var json = parse(clean);
    return json.isContainerNode()
            && clean.length() <= MAX_CHARACTERS
            && !clean.contains("\\u0000") // jsonb cannot hold it
        ? json.toString()
        : TextNode.valueOf(clean.substring(0, Math.min(clean.length(), MAX_CHARACTERS))).toString();
  }
}
