package elysia.messages.start;

import elysia.db.offers.Offer;
import elysia.db.people.Profile;
import elysia.messages.content.Content;
import elysia.messages.content.MessagePlan;
import elysia.messages.content.Reader;
import elysia.messages.content.StoredContent;
import elysia.messages.telegram.TelegramCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a /start is answered with: the seller's content, or a greeting of ours.
final class Greeting {
  private static final String DEFAULT = "Olá, {{user_name}}! Que bom ter você aqui.";
  private static final String DEFAULT_WITH_PLANS =
      "Olá, {{user_name}}! Escolha uma das opções abaixo:";

  private Greeting() {}

  /// At least one message; the plans hang under the last content.
  ///
  /// @param contents a JSON list of what the bot greets with, null where it has nothing
  static List<TelegramCall> plan(@Nullable String contents, List<Offer> offers, Profile person) {
    var greeting = new ArrayList<Content>();
    if (contents != null) {
      StoredContent.readEach(contents).stream()
          .filter(content -> !content.isEmpty())
          .forEach(greeting::add);
    }
    if (greeting.isEmpty()) {
      greeting.add(Content.of(List.of(offers.isEmpty() ? DEFAULT : DEFAULT_WITH_PLANS)));
    }
    var reader = new Reader(person.id(), person.firstName());
    var last = greeting.removeLast();
    return Stream.concat(
            greeting.stream().flatMap(one -> MessagePlan.calls(one, List.of(), reader).stream()),
            MessagePlan.calls(last, offers, reader).stream())
        .toList();
  }
}
