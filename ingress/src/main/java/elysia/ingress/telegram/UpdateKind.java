package elysia.ingress.telegram;

import elysia.model.wire.Route;

/// What an update is to us: it decides the queue.
enum UpdateKind {
  /// A private message with the command `/start`.
  START("start"),
  /// A pressed button.
  CALLBACK("callback"),
  /// Somebody blocked or unblocked the bot, joined, left or asks to join.
  MEMBER("member"),
  OTHER("other");

  private final String word;

  UpdateKind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  Route route() {
    return Route.input("tg." + word);
  }
}
