package elysia.panel.bots;

import elysia.db.admin.BotsAdmin;
import elysia.db.admin.MessagesAdmin;
import elysia.model.BotId;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;

/// `/api/v1/bots/{slug}/messages/{message}`: what a bot says, `start` and `delivery`.
@Controller("/api/v1/bots/{slug}/messages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MessagesController {
  private static final Set<String> MESSAGES = Set.of("start", "delivery");

  private final BotsAdmin bots;
  private final MessagesAdmin messages;
  private final MessageChecks checks;

  MessagesController(BotsAdmin bots, MessagesAdmin messages, MessageChecks checks) {
    this.bots = bots;
    this.messages = messages;
    this.checks = checks;
  }

  @Get("/{message}")
  MessageBody show(String slug, String message) {
    var content = messages.find(Tenant.DEFAULT, bot(slug), known(message));
    return StoredMessage.read(content.orElse(null));
  }

  /// Replaces the message. Where the bot has a warm-up chat, its new files go there at once, so
  /// that no person waits for an upload.
  @Put("/{message}")
  MessageBody save(String slug, String message, @Body MessageBody body) {
    var content = StoredMessage.write(checks.checked(Tenant.DEFAULT, body));
    messages.save(Tenant.DEFAULT, bot(slug), known(message), content);
    return StoredMessage.read(content);
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
}
