package elysia.messages.sending;

import elysia.db.bots.Bot;
import elysia.db.bots.Bots;
import elysia.db.people.People;
import elysia.db.sends.Claim;
import elysia.db.sends.SendGroup;
import elysia.db.sends.Sends;
import elysia.messages.telegram.SendOutcome;
import elysia.messages.telegram.Telegram;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramFailure;
import elysia.messages.telegram.Tokens;
import elysia.messaging.DeliveryContext;
import elysia.messaging.RetryLevel;
import elysia.messaging.Settlement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Sends what is planned for a group, in order, from wherever an earlier try stopped.
///
/// `Done` means that nothing is left to send: sent, or given up with a reason in its row.
@Singleton
public final class GroupSender {
  private static final Duration LANE_POLL = Duration.ofMillis(150);
  private static final int LANE_POLLS = 20;

  private final Sends sends;
  private final People people;
  private final Bots bots;
  private final Telegram telegram;
  private final Tokens tokens;
  private final SendLog log;
  private final Clock clock;

  GroupSender(
      Sends sends,
      People people,
      Bots bots,
      Telegram telegram,
      Tokens tokens,
      SendLog log,
      Clock clock) {
    this.sends = sends;
    this.people = people;
    this.bots = bots;
    this.telegram = telegram;
    this.tokens = tokens;
    this.log = log;
    this.clock = clock;
  }

  /// Call it in the person's lane.
  public Settlement send(Bot bot, SendGroup group, DeliveryContext context)
      throws InterruptedException {
    var token = tokens.open(bot);
    try {
      while (true) {
        switch (claim(group)) {
          case Claim.LaneBusy _ -> {
            return new Settlement.Retry(RetryLevel.FIVE_SECONDS, "another worker has the lane");
          }
          case Claim.Nothing _ -> {
            return new Settlement.Done();
          }
          case Claim.GivenUp(_, _, var last) -> {
            log.givenUp(bot, group);
            if (last) {
              return new Settlement.Done();
            }
          }
          case Claim.Send claimed -> {
            var outcome = telegram.send(token, TelegramCall.parse(claimed.request()));
            var end = record(outcome, bot, group, claimed, context);
            if (end.isPresent()) {
              return end.get();
            }
            if (claimed.last()) {
              return new Settlement.Done();
            }
          }
        }
      }
    } finally {
      sends.leaveLane(group);
    }
  }

  /// Waits a little for a worker that talks to the person.
  private Claim claim(SendGroup group) throws InterruptedException {
    var claim = sends.claim(group);
    for (int i = 0; i < LANE_POLLS && claim instanceof Claim.LaneBusy; i++) {
      Thread.sleep(LANE_POLL);
      claim = sends.claim(group);
    }
    return claim;
  }

  /// Writes down what came of one message. Empty: go on with the next.
  private Optional<Settlement> record(
      SendOutcome outcome, Bot bot, SendGroup group, Claim.Send claimed, DeliveryContext context) {
    return switch (outcome) {
      case SendOutcome.Sent(var messageId) -> {
        sends.sent(claimed.id(), messageId);
        log.sent(
            bot, group, claimed.step(), Duration.between(context.publishedAt(), clock.instant()));
        yield Optional.empty();
      }
      case TelegramFailure failure -> recordFailure(failure, bot, group, claimed, context);
    };
  }

  private Optional<Settlement> recordFailure(
      TelegramFailure failure,
      Bot bot,
      SendGroup group,
      Claim.Send claimed,
      DeliveryContext context) {
    return switch (failure) {
      case TelegramFailure.Limited(var retryAfter) -> {
        sends.notSent(claimed.id(), failure.words());
        log.postponed(bot, group, failure);
        yield Optional.of(Retries.notBefore(retryAfter, failure.words()));
      }
      case TelegramFailure.NotSent _ -> {
        sends.notSent(claimed.id(), failure.words());
        log.postponed(bot, group, failure);
        yield Optional.of(Retries.LADDER.afterFailure(context.attempt(), failure.words()));
      }
      case TelegramFailure.Ambiguous _ -> {
        sends.unclear(claimed.id(), failure.words());
        log.postponed(bot, group, failure);
        yield Optional.of(new Settlement.Retry(RetryLevel.FIVE_SECONDS, failure.words()));
      }
      case TelegramFailure.PersonUnreachable(var reason) -> {
        sends.failed(claimed.id(), failure.words());
        people.unreachable(bot.id(), group.person(), reason);
        sends.cancel(group, failure.words());
        sends.cancelWaiting(bot.id(), group.person(), failure.words());
        log.unreachable(bot, group, failure);
        yield Optional.of(new Settlement.Done());
      }
      case TelegramFailure.BotRevoked _ -> {
        // certainly not sent: once the bot is connected again, the parked message can be moved back
        sends.notSent(claimed.id(), failure.words());
        bots.tokenRevoked(bot.id(), failure.words());
        log.failed(bot, group, failure);
        yield Optional.of(new Settlement.Park(failure.words()));
      }
      case TelegramFailure.BadContent _ -> {
        sends.failed(claimed.id(), failure.words());
        log.failed(bot, group, failure);
        yield Optional.empty();
      }
    };
  }
}
