package elysia.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.RevokedTokens;
import elysia.sandbox.common.Service;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;

/// One call of the Conversions API. A batch is taken as a whole or not at all.
@Singleton
final class ConversionsApi {
  private static final int MAX_BATCH = 1_000;
  private static final int NO_SUCH_OBJECT = 33;
  private static final Pattern TOKEN = Pattern.compile("EAA[A-Za-z0-9]{20,}");
  private static final Pattern VERSION = Pattern.compile("v\\d{1,2}\\.\\d");
  private static final Pattern PIXEL = Pattern.compile("\\d{5,20}");
  private static final Set<String> FIELDS =
      Set.of(
          "data",
          "access_token",
          "test_event_code",
          "partner_agent",
          "namespace_id",
          "upload_id",
          "upload_tag",
          "upload_source");

  private final Events events;
  private final RevokedTokens revoked;
  private final Clock clock;

  ConversionsApi(Events events, RevokedTokens revoked, Clock clock) {
    this.events = events;
    this.revoked = revoked;
    this.clock = clock;
  }

  /// @param queryToken the access_token of the query; empty where it is in the body
  Answer send(String version, String pixel, String queryToken, byte[] content) {
    try {
      var body = Json.parse(content);
      checkToken(queryToken.isEmpty() ? body.path("access_token").asText() : queryToken);
      if (!VERSION.matcher(version).matches() || !PIXEL.matcher(pixel).matches()) {
        throw MetaError.invalid(NO_SUCH_OBJECT, "Object with ID '" + pixel + "' does not exist");
      }
      checkBatch(body);
      return accept(pixel, body);
    } catch (MetaError error) {
      return error.answer();
    }
  }

  private void checkToken(String token) {
    if (!TOKEN.matcher(token).matches() || revoked.contains(Service.META, token)) {
      throw MetaError.badToken();
    }
  }

  private void checkBatch(JsonNode body) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw MetaError.invalid("unknown parameter " + name);
              }
            });
    var testCode = body.path("test_event_code");
    if (!testCode.isMissingNode() && (!testCode.isTextual() || testCode.textValue().isBlank())) {
      throw MetaError.invalid("test_event_code must be text");
    }
    var data = body.path("data");
    if (!data.isArray() || data.isEmpty() || data.size() > MAX_BATCH) {
      throw MetaError.invalid("data must hold 1 to 1000 events, got " + data.size());
    }
    var now = clock.instant();
    data.forEach(event -> EventRules.check(event, now));
  }

  private Answer accept(String pixel, JsonNode body) {
    var now = clock.instant();
    boolean test = body.has("test_event_code");
    body.path("data").forEach(event -> events.add(new Events.Received(now, pixel, test, event)));
    var answer = Json.object().put("events_received", body.path("data").size());
    answer.putArray("messages");
    return Answer.ok(answer.put("fbtrace_id", Events.traceId()));
  }
}
