package elysia.messages.start;

import elysia.db.bots.Bot;
import elysia.db.people.Profile;
import elysia.db.sends.SendGroup;
import elysia.db.sends.SendKind;
import elysia.model.TrackingToken;
import java.time.Instant;
import java.util.Optional;

/// A /start as it came.
///
/// @param messageId the same on every delivery of this update
/// @param at when Telegram got it
record Start(
    long updateId, String messageId, Profile person, Optional<TrackingToken> token, Instant at) {

  /// The messages that answer it.
  SendGroup group(Bot bot) {
    return new SendGroup(
        "start:" + bot.id() + ":" + updateId,
        bot.organization(),
        bot.id(),
        person.id(),
        SendKind.START);
  }
}
