package elysia.messages.start;

import elysia.db.offers.Offer;
import elysia.db.people.Profile;
import elysia.messages.content.Plans;
import elysia.messages.content.StoredTexts;
import elysia.messages.content.TextRenderer;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one planner of what a /start is answered with (L7): the seller's texts in their order, the
/// plans as buttons under the last one.
final class Greeting {
  private static final String DEFAULT = "Olá, {{user_name}}! Que bom ter você aqui.";
  private static final String DEFAULT_WITH_PLANS =
      "Olá, {{user_name}}! Escolha uma das opções abaixo:";

  private Greeting() {}

  /// At least one message.
  ///
  /// @param content the JSON of the bot's message `start`, null where it has none
  static List<TelegramCall> plan(@Nullable String content, List<Offer> offers, Profile person) {
    var stored = content == null ? List.<String>of() : StoredTexts.read(content);
    var texts =
        stored.isEmpty() ? List.of(offers.isEmpty() ? DEFAULT : DEFAULT_WITH_PLANS) : stored;
    var messages =
        texts.stream()
            .flatMap(text -> TextRenderer.html(text, person.firstName()).stream())
            .toList();
    var calls = new ArrayList<TelegramCall>();
    for (int i = 0; i < messages.size(); i++) {
      boolean last = i == messages.size() - 1;
      var keyboard = last ? Plans.keyboard(offers) : Keyboard.NONE;
      calls.add(TelegramCall.sendMessage(person.id(), messages.get(i), keyboard));
    }
    return calls;
  }
}
