package elysia.sandbox.telegram;

import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.SandboxServer;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/// One bot as the system under test calls it.
record TelegramCaller(SandboxServer sandbox, String token, String username) {
  private static final AtomicLong IDS = new AtomicLong(710_000_000);

  static TelegramCaller newBot(SandboxServer sandbox) {
    long id = IDS.incrementAndGet();
    var bot =
        new TelegramCaller(
            sandbox, id + ":test-token-of-thirty-five-letters-x", "loja_" + id + "_bot");
    sandbox.telegram().register(bot.token(), bot.username(), "Loja");
    return bot;
  }

  URI url(String method) {
    return URI.create(sandbox.telegramUrl() + "/bot" + token + "/" + method);
  }

  Reply call(String method, String json) {
    return HttpCaller.postJson(url(method), json);
  }

  /// A person who has started this bot.
  long buyer() {
    long id = sandbox.telegram().join("Ana").id();
    sandbox.telegram().say(username, id, "/start");
    return id;
  }
}
