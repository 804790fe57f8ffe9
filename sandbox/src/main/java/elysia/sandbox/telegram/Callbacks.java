package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import elysia.sandbox.common.SandboxSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Button presses that wait for their answer. Bounded: the oldest are forgotten first.
@Singleton
final class Callbacks {
  private static final int MAX_WAITING = 20_000;

  /// Telegram doesn't document its window; a press lives as long in the delivery queue.
  static final Duration LIFE = Duration.ofSeconds(150);

  private final Map<String, Press> presses = new LinkedHashMap<>();
  private final SandboxSettings settings;
  private final Clock clock;

  private record Press(long bot, Chat chat, Instant at) {}

  Callbacks(SandboxSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// A new press and its id.
  synchronized String add(long bot, Chat chat) {
    if (presses.size() == MAX_WAITING) {
      presses.remove(presses.keySet().iterator().next());
    }
    var id = Long.toUnsignedString(ThreadLocalRandom.current().nextLong());
    presses.put(id, new Press(bot, chat, clock.instant()));
    return id;
  }

  JsonNode answer(Bot bot, Arguments arguments) {
    var id = arguments.text("callback_query_id");
    var press = find(id);
    if (press == null || press.bot() != bot.id() || isOld(press)) {
      throw Refusal.badRequest(
          "query is too old and response timeout expired or query ID is invalid");
    }
    var text = arguments.text("text");
    press.chat().toast(new ChatView.Toast(id, clock.instant(), text, arguments.flag("show_alert")));
    return BooleanNode.TRUE;
  }

  private synchronized @Nullable Press find(String id) {
    return presses.get(id);
  }

  private boolean isOld(Press press) {
    return press.at().plus(settings.scaled(LIFE)).isBefore(clock.instant());
  }
}
