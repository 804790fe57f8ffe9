package elysia.messages.telegram;

import elysia.messaging.Permit;
import elysia.messaging.Rank;
import elysia.messaging.RankedGate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Every call to Telegram holds a permit from here, and nothing that only waits does: neither for a
/// person's lane, nor for a pause, nor for another upload (L13, L14).
@Singleton
public final class TelegramGate {
  /// Under way at once in this process.
  private static final int CALLS = 200;

  /// Of them for one bot, so that a bot that Telegram answers slowly does not have them all.
  private static final int CALLS_PER_BOT = 30;

  /// A delivery that waits here takes the place of another bot's, so it soon goes to the ladder.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final RankedGate<Long> gate = new RankedGate<>(CALLS, CALLS_PER_BOT, PATIENCE);
  private final MeterRegistry meters;

  TelegramGate(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("elysia.gate.free", gate, RankedGate::free).register(meters);
    Gauge.builder("elysia.gate.waiting", gate, RankedGate::waiting).register(meters);
  }

  /// Waits for a permit. Empty: the bot has all it may have, and is too slow to wait for.
  public Optional<Permit> enter(BotToken token, Rank rank) throws InterruptedException {
    var sample = Timer.start(meters);
    var permit = gate.enter(token.botId(), rank);
    sample.stop(
        Timer.builder("elysia.gate.wait")
            .tag("rank", rank.name().toLowerCase(Locale.ROOT))
            .tag("outcome", permit.isPresent() ? "admitted" : "refused")
            .publishPercentileHistogram()
            .register(meters));
    return permit;
  }

  /// Takes a permit if there is one now.
  public Optional<Permit> tryEnter(BotToken token, Rank rank) {
    return gate.tryEnter(token.botId(), rank);
  }
}
