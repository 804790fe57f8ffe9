package elysia.payments.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.gateways.GatewayAccount;
import elysia.payments.gateway.ChargeOutcome.Rejected;
import elysia.payments.gateway.ChargeOutcome.Unknown;
import elysia.payments.gateway.HttpResult.Answered;
import elysia.payments.gateway.HttpResult.NoAnswer;
import elysia.payments.gateway.HttpResult.NotSent;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out the calls of all gateways, with one rule for what a failure means.
@Singleton
public final class GatewayClient {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayClient.class);
  private static final int REQUEST_TIMEOUT = 408;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MAX_DETAIL = 200;

  private final GatewayCalls calls;
  private final MeterRegistry meters;
  private final Clock clock;

  GatewayClient(GatewayCalls calls, MeterRegistry meters, Clock clock) {
    this.calls = calls;
    this.meters = meters;
    this.clock = clock;
  }

  /// Asks for one charge. Nothing is repeated here: after `Unknown` a charge may exist.
  public ChargeOutcome create(PaymentGateway gateway, GatewayAccount account, ChargeRequest request)
      throws InterruptedException {
    var minimum = gateway.capabilities().minAmount();
    if (request.amount().minor() < minimum.minor()) {
      return new Rejected(RejectionCode.BELOW_MINIMUM, "o mínimo é " + minimum.display());
    }
    var outcome =
        switch (calls.send(gateway, account, gateway.charges().create(request, account))) {
          case NotSent(var cause) -> new Rejected(RejectionCode.UNREACHABLE, cause);
          case NoAnswer(var cause) -> new Unknown(cause);
          case Answered(var status, var body) ->
              created(gateway.charges(), request, status, Json.read(body));
        };
    meters
        .counter("elysia.charges", "gateway", gateway.code(), "outcome", word(outcome))
        .increment();
    return outcome;
  }

  private static ChargeOutcome created(
      PaymentGateway.Charges charges, ChargeRequest request, int status, JsonNode answer) {
    if (status / 100 == 2) {
      var outcome = charges.accepted(request, answer);
      if (outcome instanceof Unknown(var cause)) {
        LOG.error("[ERRO] O gateway aceitou a cobrança, mas a resposta não serve: {}", cause);
      }
      return outcome;
    }
    var detail = "HTTP " + status + ": " + limited(charges.refusal(answer));
    return switch (status) {
      case TOO_MANY_REQUESTS -> new Rejected(RejectionCode.RATE_LIMITED, detail);
      case 401, 403 -> new Rejected(RejectionCode.UNAUTHORIZED, detail);
      // somebody between us and the gateway gave up waiting, not the gateway
      case REQUEST_TIMEOUT -> new Unknown(detail);
      default ->
          status / 100 == 4 ? new Rejected(RejectionCode.REFUSED, detail) : new Unknown(detail);
    };
  }

  /// Asks what has become of a charge. The caller keeps the gateway's limits.
  public QueryOutcome query(
      PaymentGateway gateway,
      PaymentGateway.StatusQueries queries,
      GatewayAccount account,
      String chargeId)
      throws InterruptedException {
    return switch (calls.send(gateway, account, queries.query(chargeId, account))) {
      case NotSent(var cause) -> new QueryOutcome.NoAnswer(cause);
      case NoAnswer(var cause) -> new QueryOutcome.NoAnswer(cause);
      case Answered(var status, var body) when status / 100 == 2 ->
          queries.answered(Json.read(body), clock.instant());
      case Answered(var status, _) when status == NOT_FOUND -> new QueryOutcome.NotFound();
      case Answered(var status, _) -> new QueryOutcome.NoAnswer("HTTP " + status);
    };
  }

  private static String word(ChargeOutcome outcome) {
    return switch (outcome) {
      case ChargeOutcome.Created _ -> "created";
      case Rejected _ -> "rejected";
      case Unknown _ -> "unknown";
    };
  }

  private static String limited(String detail) {
    return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
  }
}
