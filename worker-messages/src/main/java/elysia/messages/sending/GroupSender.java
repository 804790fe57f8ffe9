package elysia.messages.sending;

import elysia.db.bots.Bot;
import elysia.db.sends.Claim;
import elysia.db.sends.SendGroup;
import elysia.db.sends.Sends;
import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.SendOutcome;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.Tokens;
import elysia.messaging.DeliveryContext;
import elysia.messaging.RetryLevel;
import elysia.messaging.Settlement;
import jakarta.inject.Singleton;
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

  private final Sends sends;
  private final MessageSender messages;
  private final Tokens tokens;
  private final OutcomeRecorder recorder;

  GroupSender(Sends sends, MessageSender messages, Tokens tokens, OutcomeRecorder recorder) {
    this.sends = sends;
    this.messages = messages;
    this.tokens = tokens;
    this.recorder = recorder;
  }

  /// Call it in the person's lane.
  public Settlement send(Bot bot, SendGroup group, DeliveryContext context)
      throws InterruptedException {
    var token = tokens.open(bot);
    var flow = new Flow(bot, group, context);
    try {
      var end = step(token, flow);
      while (end.isEmpty()) {
        end = step(token, flow);
      }
      return end.get();
    } finally {
      sends.leaveLane(group);
    }
  }

  /// Sends the next message. Empty: there are more.
  private Optional<Settlement> step(BotToken token, Flow flow) throws InterruptedException {
    return switch (claim(flow.group())) {
      case Claim.LaneBusy _ ->
          Optional.of(
              new Settlement.Retry(
                  RetryLevel.FIVE_SECONDS, "another worker has the person's lane"));
      case Claim.Paused(var remaining) ->
          Optional.of(Retries.within(remaining, "pausa pedida pelo Telegram"));
      case Claim.Nothing _ -> Optional.of(new Settlement.Done());
      case Claim.GivenUp(_, _, var last) -> {
        recorder.givenUp(flow);
        yield done(last);
      }
      case Claim.Send claimed -> {
        var outcome = deliver(token, flow, TelegramCall.parse(claimed.request()));
        yield recorder.record(outcome, flow, claimed).or(() -> done(claimed.last()));
      }
    };
  }

  private SendOutcome deliver(BotToken token, Flow flow, TelegramCall call)
      throws InterruptedException {
    if (!call.attachments().isEmpty()) {
      sends.keepLane(flow.group(), UPLOAD_LEASE);
    }
    return messages.send(flow.bot(), token, call);
  }

  private static Optional<Settlement> done(boolean last) {
    return last ? Optional.of(new Settlement.Done()) : Optional.empty();
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
}
