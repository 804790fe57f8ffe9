package elysia.panel.bots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.db.admin.BotsAdmin;
import elysia.db.admin.MessagesAdmin;
import elysia.model.BotId;
import elysia.panel.api.Fields;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// `/api/v1/bots/{slug}/messages/{message}`: the texts of a bot, `start` and `delivery`.
@Controller("/api/v1/bots/{slug}/messages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MessagesController {
  private static final Set<String> MESSAGES = Set.of("start", "delivery");
  private static final int MAX_TEXTS = 3;
  private static final int MAX_TEXT_LENGTH = 4096; // Bot API, sendMessage

  private final BotsAdmin bots;
  private final MessagesAdmin messages;
  private final ObjectMapper json;

  MessagesController(BotsAdmin bots, MessagesAdmin messages, ObjectMapper json) {
    this.bots = bots;
    this.messages = messages;
    this.json = json;
  }

  record Texts(@Nullable List<String> texts) {}

  @Get("/{message}")
  Texts show(String slug, String message) throws IOException {
    var content = messages.find(Tenant.DEFAULT, bot(slug), known(message));
    return content.isEmpty()
        ? new Texts(List.of())
        : new Texts(texts(json.readTree(content.get())));
  }

  /// Replaces the message: 1 to 3 texts of up to 4096 characters; `{{user_name}}` becomes the
  /// person's first name.
  @Put("/{message}")
  Texts save(String slug, String message, @Body Texts body) throws IOException {
    var texts = body.texts() == null ? List.<String>of() : body.texts();
    if (texts.isEmpty() || texts.size() > MAX_TEXTS) {
      throw ProblemException.badRequest(
          "texts: de 1 a %d textos, vieram %d.".formatted(MAX_TEXTS, texts.size()));
    }
    var checked =
        texts.stream().map(text -> Fields.required("texts", text, MAX_TEXT_LENGTH)).toList();
    messages.save(
        Tenant.DEFAULT,
        bot(slug),
        known(message),
        json.writeValueAsString(Map.of("messages", checked)));
    return new Texts(checked);
  }

  private BotId bot(String slug) {
    return bots.find(Tenant.DEFAULT, slug)
        .orElseThrow(() -> ProblemException.notFound("Não existe um bot com o slug " + slug + "."))
        .id();
  }

  private static String known(String message) {
    if (!MESSAGES.contains(message)) {
      throw ProblemException.notFound(
          "mensagem: uma de " + MESSAGES + " esperada, veio '" + message + "'.");
    }
    return message;
  }

  private static List<String> texts(JsonNode content) {
    return StreamSupport.stream(content.path("messages").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
