package elysia.db.sends;

import java.time.Duration;

/// What a worker finds when it asks for the next message of a group.
public sealed interface Claim {
  /// Another worker is talking to this person.
  record LaneBusy() implements Claim {}

  /// Telegram takes nothing for this person, or from this bot, before `remaining` is over.
  record Paused(Duration remaining) implements Claim {}

  /// Nothing is left to send.
  record Nothing() implements Claim {}

  /// Send it now: the row says `sending`, committed.
  ///
  /// @param attempt which of its tries this is. Whoever holds a later one has overtaken us, and
  ///   what we write about ours counts no more
  /// @param step its place in the group, from 1
  /// @param request the Bot API call as JSON, `{"method": "...", "body": {...}}`
  /// @param last whether nothing is left after it
  record Send(long id, int attempt, int step, String request, boolean last) implements Claim {}

  /// An earlier try may have reached the person, and this kind of message is not sent again: now it
  /// is `unknown`.
  record GivenUp(long id, int step, boolean last) implements Claim {}
}
