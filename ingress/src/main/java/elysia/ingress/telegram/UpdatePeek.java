package elysia.ingress.telegram;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A glance at an update: is it one, which, and what kind. One pass over the bytes, no tree.
///
/// Only fields at their own place count: an `update_id` inside a text or a forwarded message is
/// just text.
final class UpdatePeek {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private @Nullable Long updateId;
  private @Nullable Long chat;
  private @Nullable Long sender;
  private UpdateKind kind = UpdateKind.OTHER;

  private UpdatePeek(JsonParser parser) {
    this.parser = parser;
  }

  /// Empty when the body is not one JSON object with an integer `update_id`.
  static Optional<PeekedUpdate> at(byte[] body) {
    try (var parser = JSON.createParser(body)) {
      return new UpdatePeek(parser).read();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<PeekedUpdate> read() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      readField(parser.currentName(), parser.nextToken());
    }
    if (updateId == null || parser.nextToken() != null) {
      return Optional.empty();
    }
    return Optional.of(new PeekedUpdate(updateId, kind, chat == null ? sender : chat));
  }

  private void readField(String field, JsonToken value) throws IOException {
    if (field.equals("update_id")) {
      updateId = integer(value);
      parser.skipChildren();
      return;
    }
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    switch (field) {
      case "message" -> readMessage();
      case "callback_query" -> readPayload(UpdateKind.CALLBACK);
      case "my_chat_member", "chat_member", "chat_join_request" -> readPayload(UpdateKind.MEMBER);
      default -> readPayload(UpdateKind.OTHER);
    }
  }

  private void readMessage() throws IOException {
    kind = UpdateKind.OTHER;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var field = parser.currentName();
      var value = parser.nextToken();
      if (field.equals("text") && value == JsonToken.VALUE_STRING && isStart(parser.getText())) {
        kind = UpdateKind.START;
      } else {
        readWho(field, value);
      }
    }
  }

  private void readPayload(UpdateKind payloadKind) throws IOException {
    kind = payloadKind;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var field = parser.currentName();
      var value = parser.nextToken();
      if (field.equals("message") && value == JsonToken.START_OBJECT) {
        readButtonMessage();
      } else {
        readWho(field, value);
      }
    }
  }

  /// The message under a pressed button: its chat counts, its sender is the bot itself.
  private void readButtonMessage() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var field = parser.currentName();
      var value = parser.nextToken();
      readWho(field.equals("chat") ? field : "", value);
    }
  }

  private void readWho(String field, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    switch (field) {
      case "chat" -> chat = readId();
      case "from" -> sender = readId();
      default -> parser.skipChildren();
    }
  }

  private @Nullable Long readId() throws IOException {
    Long id = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var field = parser.currentName();
      var value = parser.nextToken();
      if (field.equals("id")) {
        id = integer(value);
      }
      parser.skipChildren();
    }
    return id;
  }

  private @Nullable Long integer(JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_NUMBER_INT) {
      return null;
    }
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> null;
    };
  }

  /// Telegram's clients send the payload of a deep link after one space.
  private static boolean isStart(String text) {
    return text.equals("/start") || text.startsWith("/start ") || text.startsWith("/start@");
  }
}
