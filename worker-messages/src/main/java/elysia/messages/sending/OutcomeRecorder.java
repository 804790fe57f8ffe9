package elysia.messages.sending;

import elysia.db.bots.Bots;
import elysia.db.people.People;
import elysia.db.people.Unreachable;
import elysia.db.sends.Claim;
import elysia.db.sends.SendPauses;
import elysia.db.sends.Sends;
import elysia.messages.telegram.SendOutcome;
import elysia.messages.telegram.TelegramFailure;
import elysia.messaging.RetryLevel;
import elysia.messaging.Settlement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Writes down what came of one message, and says what becomes of its flow. Empty: it goes on.
@Singleton
final class OutcomeRecorder {
  private final Sends sends;
  private final SendPauses pauses;
  private final People people;
  private final Bots bots;
  private final SendLog log;
  private final Clock clock;

  OutcomeRecorder(
      Sends sends, SendPauses pauses, People people, Bots bots, SendLog log, Clock clock) {
    this.sends = sends;
    this.pauses = pauses;
    this.people = people;
    this.bots = bots;
    this.log = log;
    this.clock = clock;
  }

  Optional<Settlement> record(SendOutcome outcome, Flow flow, Claim.Send claimed) {
    return switch (outcome) {
      case SendOutcome.Sent sent -> {
        sends.sent(claimed, sent.messageIds());
        log.sent(
            flow, claimed.step(), Duration.between(flow.context().publishedAt(), clock.instant()));
        yield Optional.empty();
      }
      case TelegramFailure failure -> recordFailure(failure, flow, claimed);
    };
  }

  void givenUp(Flow flow) {
    log.givenUp(flow);
  }

  private Optional<Settlement> recordFailure(TelegramFailure failure, Flow flow, Claim.Send send) {
    return switch (failure) {
      case TelegramFailure.Limited(var retryAfter) -> {
        notSent(failure, flow, send);
        yield Optional.of(pause(retryAfter, failure, flow));
      }
      case TelegramFailure.NotSent _ -> {
        notSent(failure, flow, send);
        yield Optional.of(Retries.LADDER.afterFailure(flow.context().attempt(), failure.words()));
      }
      case TelegramFailure.Ambiguous _ -> {
        sends.unclear(send, failure.words());
        log.postponed(flow, failure);
        yield Optional.of(new Settlement.Retry(RetryLevel.FIVE_SECONDS, failure.words()));
      }
      case TelegramFailure.PersonUnreachable(var reason) -> {
        unreachable(reason, failure, flow, send);
        yield Optional.of(new Settlement.Done());
      }
      case TelegramFailure.BotRevoked _ -> {
        // certainly not sent: once the bot is connected again, the parked message can be moved back
        sends.notSent(send, failure.words());
        bots.tokenRevoked(flow.bot().id(), failure.words());
        log.failed(flow, failure);
        yield Optional.of(new Settlement.Park(failure.words()));
      }
      case TelegramFailure.PartlySent(_, var retryAfter) -> {
        sends.unknown(send, failure.words());
        log.failed(flow, failure);
        yield retryAfter.isZero()
            ? Optional.empty()
            : Optional.of(pause(retryAfter, failure, flow));
      }
      case TelegramFailure.BadContent _,
          TelegramFailure.Unparsable _,
          TelegramFailure.WrongFile _,
          TelegramFailure.MissingFile _ -> {
        sends.failed(send, failure.words());
        log.failed(flow, failure);
        yield Optional.empty();
      }
    };
  }

  private Settlement pause(Duration retryAfter, TelegramFailure failure, Flow flow) {
    pauses
        .limited(flow.group().bot(), flow.group().person(), retryAfter)
        .ifPresent(pause -> log.paused(flow, pause));
    return Retries.within(retryAfter, failure.words());
  }

  private void notSent(TelegramFailure failure, Flow flow, Claim.Send send) {
    sends.notSent(send, failure.words());
    log.postponed(flow, failure);
  }

  private void unreachable(
      Unreachable reason, TelegramFailure failure, Flow flow, Claim.Send send) {
    var group = flow.group();
    sends.failed(send, failure.words());
    people.unreachable(group.bot(), group.person(), reason);
    sends.cancel(group, failure.words());
    sends.cancelWaiting(group.bot(), group.person(), failure.words());
    log.unreachable(flow, failure);
  }
}
