package elysia.messages.start;

import elysia.db.offers.Offer;
import elysia.db.people.Profile;
import elysia.messages.content.Content;
import elysia.messages.content.MessagePlan;
import elysia.messages.content.Reader;
import elysia.messages.content.StoredContent;
import elysia.messages.telegram.TelegramCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a /start is answered with: the seller's content, or a greeting of ours.
final class Greeting {
  private static final String DEFAULT = "Olá, {{user_name}}! Que bom ter você aqui.";
  private static final String DEFAULT_WITH_PLANS =
      "Olá, {{user_name}}! Escolha uma das opções abaixo:";

  private Greeting() {}

  /// At least one message.
  ///
  /// @param content the JSON of the bot's message `start`, null where it has none
  static List<TelegramCall> plan(@Nullable String content, List<Offer> offers, Profile person) {
    var stored = content == null ? Content.of(List.of()) : StoredContent.read(content);
    var greeting =
        stored.isEmpty()
            ? Content.of(List.of(offers.isEmpty() ? DEFAULT : DEFAULT_WITH_PLANS))
            : stored;
    return MessagePlan.calls(greeting, offers, new Reader(person.id(), person.firstName()));
  }
}
