package elysia.sandbox.telegram;

import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import java.time.Clock;

/// A bot and one person who has started it, in a sandbox without rate limits.
record Shop(SandboxServer sandbox, TelegramCaller bot, long buyer) implements AutoCloseable {
  static Shop open() {
    var settings = SandboxSettings.defaults().withTelegramLimits(Limits.OFF);
    var sandbox = SandboxServer.start(0, settings, Clock.systemUTC());
    var bot = TelegramCaller.newBot(sandbox);
    return new Shop(sandbox, bot, bot.buyer());
  }

  /// Calls a method for the buyer's chat; `rest` is the body after the chat, without its braces.
  Reply call(String method, String rest) {
    return bot.call(method, "{\"chat_id\":" + buyer + "," + rest + "}");
  }

  /// The description of a 400, else the whole answer.
  String refusal(String method, String rest) {
    var reply = call(method, rest);
    return reply.status() == 400 ? reply.json().path("description").asText() : reply.text();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
