package elysia.sandbox.telegram;

import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/// One call of the Bot API: who, which method, with what, and its answer.
@Singleton
final class BotApi {
  private final Bots bots;
  private final BotApiSchema schema;
  private final Methods methods;
  private final MediaShelf shelf;

  BotApi(Bots bots, BotApiSchema schema, Methods methods, MediaShelf shelf) {
    this.bots = bots;
    this.schema = schema;
    this.methods = methods;
    this.shelf = shelf;
  }

  Answer call(String token, String methodName, HttpRequest<?> request, byte[] body) {
    try {
      var bot = bots.authenticate(token);
      var method = Method.of(methodName).orElseThrow(Refusal::unknownMethod);
      var raw = RawRequest.read(request, body);
      var values = raw.arguments(method, schema);
      schema.check(method, values);
      var result = methods.run(bot, method, new Arguments(values, raw.uploads()));
      return Answer.ok(Json.object().put("ok", true).set("result", result));
    } catch (Refusal refusal) {
      return refusal.answer();
    }
  }

  /// The content of a bot's file; empty for another bot's, and where it is not here.
  Optional<byte[]> content(String token, String fileId) {
    try {
      long bot = bots.authenticate(token).id();
      return FileId.parse(fileId).filter(id -> id.bot() == bot).flatMap(shelf::content);
    } catch (Refusal unauthorized) {
      return Optional.empty();
    }
  }
}
