package elysia.payments.charge;

import elysia.db.OutcomeWrites;
import elysia.messaging.DeliveryContext;
import elysia.messaging.MessageHandler;
import elysia.messaging.RetryLevel;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import elysia.model.wire.ChargeCommand;
import elysia.payments.gateway.GatewayClient;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Makes the PIX charge of a press: records, calls, records. No transaction is open while a gateway
/// is asked.
@Singleton
final class ChargeHandler implements MessageHandler<ChargeCommand> {
  static final RetryPolicy RETRY =
      RetryPolicy.of(RetryLevel.FIVE_SECONDS, RetryLevel.THIRTY_SECONDS);

  private final Presses presses;
  private final ChargeAnswers answers;
  private final ChargeFailure failure;
  private final GatewayClient client;
  private final Clock clock;

  ChargeHandler(
      Presses presses,
      ChargeAnswers answers,
      ChargeFailure failure,
      GatewayClient client,
      Clock clock) {
    this.presses = presses;
    this.answers = answers;
    this.failure = failure;
    this.client = client;
    this.clock = clock;
  }

  @Override
  public Settlement handle(ChargeCommand press, DeliveryContext context)
      throws InterruptedException {
    var round = Round.begin(clock.instant());
    var step = presses.begin(press, round);
    while (step instanceof ChargeStep.Call call) { // one account after the other, each once
      var outcome = client.create(call.gateway(), call.account(), call.request());
      var asked = round.after(call.account(), clock.instant());
      step = OutcomeWrites.untilKept(() -> answers.record(press, call, outcome, asked));
      round = asked;
    }
    return switch (step) {
      case ChargeStep.Finished _, ChargeStep.Call _ -> new Settlement.Done();
      case ChargeStep.Nonsense(var reason) -> new Settlement.Park(reason);
      case ChargeStep.TryLater later -> later(later, context.attempt());
    };
  }

  private Settlement later(ChargeStep.TryLater later, int attempt) {
    var settlement = RETRY.afterFailure(attempt, later.cause());
    if (settlement instanceof Settlement.Retry) {
      return settlement;
    }
    failure.giveUp(later.payment(), later.cause());
    return new Settlement.Done();
  }
}
