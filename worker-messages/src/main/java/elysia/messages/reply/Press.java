package elysia.messages.reply;

import elysia.db.bots.Bot;
import elysia.db.people.Profile;
import elysia.db.sends.SendGroup;
import elysia.db.sends.SendKind;
import elysia.messages.content.ButtonData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A pressed button.
///
/// @param messageId the same on every delivery of this update
/// @param label what stood on the button, null where Telegram does not say
/// @param at when it came in, for Telegram does not say when it was pressed
record Press(
    long updateId,
    String messageId,
    Profile person,
    ButtonData button,
    @Nullable String label,
    Instant at) {

  /// The messages that answer it, where it cannot be taken for an order.
  SendGroup group(Bot bot) {
    return new SendGroup(
        "reply:" + bot.id() + ":" + updateId,
        bot.organization(),
        bot.id(),
        person.id(),
        SendKind.REPLY);
  }
}
