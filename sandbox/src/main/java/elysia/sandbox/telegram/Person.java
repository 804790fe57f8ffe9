package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;

/// A buyer with a phone.
public record Person(long id, String firstName) {
  private static final int MAX_NAME = 64;

  public Person {
    if (firstName.isBlank() || firstName.length() > MAX_NAME) {
      throw new IllegalArgumentException("a first name of 1-64 characters expected");
    }
  }

  ObjectNode user() {
    return Json.object()
        .put("id", id)
        .put("is_bot", false)
        .put("first_name", firstName)
        .put("language_code", "pt-br");
  }

  ObjectNode privateChat() {
    return Json.object().put("id", id).put("first_name", firstName).put("type", "private");
  }
}
