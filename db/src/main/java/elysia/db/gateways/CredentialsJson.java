package elysia.db.gateways;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/// Credentials as the text that is sealed: a JSON object of texts.
final class CredentialsJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private CredentialsJson() {}

  static String write(Map<String, String> credentials) {
    try {
      return MAPPER.writeValueAsString(credentials);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write credentials", e);
    }
  }

  /// @throws IllegalStateException without the text, which is secret
  @SuppressWarnings("UnusedException") // Jackson's message quotes the secret
  static Map<String, String> read(String text) {
    try {
      return MAPPER.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("credentials are not a JSON object of texts");
    }
  }
}
