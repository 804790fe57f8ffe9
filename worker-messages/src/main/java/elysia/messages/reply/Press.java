package elysia.messages.reply;

import elysia.db.bots.Bot;
import elysia.db.people.Profile;
import elysia.db.sends.SendGroup;
import elysia.db.sends.SendKind;
import java.time.Instant;

/// A pressed button.
///
/// @param messageId the same on every delivery of this update
/// @param data what the button carried: anybody can send anything
/// @param at when it came in, for Telegram does not say when it was pressed
record Press(long updateId, String messageId, Profile person, String data, Instant at) {

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
