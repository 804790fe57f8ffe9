package elysia.messages.sending;

import elysia.db.OutcomeWrites;
import elysia.db.bots.Bot;
import elysia.db.sends.Claim;
import elysia.db.sends.SendGroup;
import elysia.db.sends.Sends;
import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.SendOutcome;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramGate;
import elysia.messages.telegram.Tokens;
import elysia.messaging.DeliveryContext;
import elysia.messaging.Permit;
import elysia.messaging.Rank;
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
  /// Another worker's flow is waited for 3 s, then on the retry ladder.
  private static final Duration LANE_POLL = Duration.ofMillis(150);

  private static final int LANE_POLLS = 20;

  /// Bytes may have to wait for others of the same bot, and then take their time.
  private static final Duration UPLOAD_LEASE = Duration.ofMinutes(3);

  /// A flow that takes longer goes on in its next delivery, long before this one is held too long.
  private static final Duration FLOW_LIMIT = Duration.ofSeconds(15);

  /// A slow bot's messages that are younger than this come back soon, older ones make room.
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Sends sends;
  private final MessageSender messages;
  private final Tokens tokens;
  private final TelegramGate gate;
  private final OutcomeRecorder recorder;
  private final Clock clock;

  GroupSender(
      Sends sends,
      MessageSender messages,
      Tokens tokens,
      TelegramGate gate,
      OutcomeRecorder recorder,
      Clock clock) {
    this.sends = sends;
    this.messages = messages;
    this.tokens = tokens;
    this.gate = gate;
    this.recorder = recorder;
    this.clock = clock;
  }

  /// Call it in the person's lane.
  public Settlement send(Bot bot, SendGroup group, DeliveryContext context)
      throws InterruptedException {
    var token = tokens.open(bot);
    var flow = new Flow(bot, group, context);
    long deadline = System.nanoTime() + FLOW_LIMIT.toNanos();
    try {
      var end = step(token, flow);
      while (end.isEmpty()) {
        end =
            System.nanoTime() > deadline
                ? Optional.of(
                    new Settlement.Postpone(RetryLevel.FIVE_SECONDS, "o Telegram está lento"))
                : step(token, flow);
      }
      return end.get();
    } finally {
      sends.leaveLane(group);
    }
  }

  /// Sends the next message, and waits a little for a worker that talks to the person. Empty: there
  /// are more.
  private Optional<Settlement> step(BotToken token, Flow flow) throws InterruptedException {
    for (int poll = 0; poll <= LANE_POLLS; poll++) {
      if (poll > 0) {
        Thread.sleep(LANE_POLL);
      }
      var permit = gate.enter(token, rank(flow.group())).orElse(null);
      if (permit == null) {
        return Optional.of(
            new Settlement.Postpone(comeback(flow), "já há envios demais deste bot em andamento"));
      }
      try (permit) {
        var claim = sends.claim(flow.group());
        if (!(claim instanceof Claim.LaneBusy)) {
          return act(claim, token, flow, permit);
        }
      }
    }
    return Optional.of(
        new Settlement.Postpone(RetryLevel.FIVE_SECONDS, "outro processo fala com a pessoa"));
  }

  private Optional<Settlement> act(Claim claim, BotToken token, Flow flow, Permit permit)
      throws InterruptedException {
    return switch (claim) {
      case Claim.LaneBusy _ -> throw new IllegalArgumentException("a lane of our own expected");
      case Claim.Paused(var remaining) ->
          Optional.of(Retries.within(remaining, "pausa pedida pelo Telegram"));
      case Claim.Nothing _ -> Optional.of(new Settlement.Done());
      case Claim.GivenUp(_, _, var last) -> {
        recorder.givenUp(flow);
        yield done(last);
      }
      case Claim.Send claimed -> {
        var outcome = deliver(token, flow, TelegramCall.parse(claimed.request()), permit);
        yield OutcomeWrites.untilKept(() -> recorder.record(outcome, flow, claimed))
            .or(() -> done(claimed.last()));
      }
    };
  }

  private static Rank rank(SendGroup group) {
    return switch (group.kind()) {
      case PIX, DELIVERY, NOTICE -> Rank.DELIVERY;
      case START, REPLY -> Rank.REPLY;
    };
  }

  private RetryLevel comeback(Flow flow) {
    var age = Duration.between(flow.context().publishedAt(), clock.instant());
    return age.compareTo(YOUNG) < 0 ? RetryLevel.FIVE_SECONDS : RetryLevel.THIRTY_SECONDS;
  }

  private SendOutcome deliver(BotToken token, Flow flow, TelegramCall call, Permit permit)
      throws InterruptedException {
    if (!call.attachments().isEmpty()) {
      sends.keepLane(flow.group(), UPLOAD_LEASE);
    }
    return messages.send(flow.bot(), token, call, permit);
  }

  private static Optional<Settlement> done(boolean last) {
    return last ? Optional.of(new Settlement.Done()) : Optional.empty();
  }
}
