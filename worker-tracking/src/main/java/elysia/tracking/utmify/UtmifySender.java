package elysia.tracking.utmify;

import elysia.db.Transactions;
import elysia.db.tracking.Conversion;
import elysia.db.tracking.ConversionResult.Call;
import elysia.db.tracking.ConversionState;
import elysia.db.tracking.Conversions;
import elysia.db.tracking.Sale;
import elysia.model.ConversionId;
import elysia.tracking.destination.AnswerJson;
import elysia.tracking.destination.ConversionLedger;
import elysia.tracking.destination.HttpAnswer;
import elysia.tracking.destination.SaleClick;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells UTMify of an order: status after status, never two at once.
@Singleton
final class UtmifySender {
  /// Longer than one call: then another may try.
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final String OVERTAKEN = "a UTMify já recebeu um estado mais novo do pedido";

  private final Transactions transactions;
  private final Conversions conversions;
  private final ConversionLedger ledger;
  private final UtmifyClient client;
  private final Clock clock;

  UtmifySender(
      Transactions transactions,
      Conversions conversions,
      ConversionLedger ledger,
      UtmifyClient client,
      Clock clock) {
    this.transactions = transactions;
    this.conversions = conversions;
    this.ledger = ledger;
    this.client = client;
    this.clock = clock;
  }

  /// Sends all that waits of the conversion's order, until one does not arrive. Whoever comes while
  /// another call is on its way leaves the rest to that one: it looks again when it is done.
  void sendOrder(ConversionId conversion) throws InterruptedException {
    boolean arrived = true;
    while (arrived) {
      var next = claimNext(conversion);
      arrived = next.isPresent() && report(next.get());
    }
  }

  private Optional<Conversion> claimNext(ConversionId conversion) {
    return transactions.inTransaction(
        () -> {
          var turn = OrderTurn.of(conversions.lockOrder(conversion), clock.instant());
          conversions.skip(turn.overtaken(), OVERTAKEN);
          return turn.next()
              .flatMap(id -> conversions.claim(List.of(id), LEASE).stream().findFirst());
        });
  }

  /// Whether the order's next status may follow.
  private boolean report(Conversion conversion) throws InterruptedException {
    var sale = conversion.sale();
    var refusal = refusal(conversion, sale);
    if (sale == null || refusal != null) {
      return write(conversion, ConversionState.PARKED, refusal, null);
    }
    var order = UtmifyOrder.of(conversion, sale, SaleClick.of(sale)).json();
    var answer = client.send(conversion.destination(), order);
    var call = call(order, answer);
    return switch (UtmifyAnswer.of(answer)) {
      case UtmifyAnswer.Accepted _ -> write(conversion, ConversionState.SENT, null, call);
      case UtmifyAnswer.NotNow(var reason) ->
          write(conversion, ConversionState.PENDING, reason, call);
      case UtmifyAnswer.Invalid(var reason) ->
          write(conversion, ConversionState.PARKED, reason, call);
      case UtmifyAnswer.CredentialRefused(var reason) -> {
        ledger.park(conversion.destination(), reason);
        yield write(conversion, ConversionState.PARKED, reason, call);
      }
    };
  }

  private @Nullable String refusal(Conversion conversion, @Nullable Sale sale) {
    if (sale == null) {
      return "o pagamento não existe";
    }
    var parked = conversion.destination().parkedReason();
    if (parked != null) {
      return "o destino está parado: " + parked;
    }
    var window = OrderStatus.ofWord(conversion.eventName()).window();
    return Duration.between(sale.createdAt(), clock.instant()).compareTo(window) > 0
        ? "o pedido é velho demais para a UTMify"
        : null;
  }

  private boolean write(
      Conversion conversion, ConversionState state, @Nullable String reason, @Nullable Call call)
      throws InterruptedException {
    ledger.write(List.of(new ConversionLedger.Entry(conversion, state, reason, call)));
    return state != ConversionState.PENDING;
  }

  private static Call call(String order, HttpAnswer answer) {
    return answer instanceof HttpAnswer.Answered(int status, var body)
        ? new Call(order, status, AnswerJson.forStorage(body))
        : new Call(order, null, null);
  }
}
