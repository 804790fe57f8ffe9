package elysia.payments.gateway;

import elysia.db.gateways.GatewayAccount;
import elysia.payments.gateway.HttpResult.Answered;
import elysia.payments.gateway.HttpResult.NoAnswer;
import elysia.payments.gateway.HttpResult.NotSent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Sends calls to gateways: measured, and with the access token where the gateway wants one.
@Singleton
final class GatewayCalls {
  private static final int UNAUTHORIZED = 401;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final GatewayHttp http;
  private final AccessTokens tokens;
  private final MeterRegistry meters;
  private final Clock clock;

  GatewayCalls(GatewayHttp http, AccessTokens tokens, MeterRegistry meters, Clock clock) {
    this.http = http;
    this.tokens = tokens;
    this.meters = meters;
    this.clock = clock;
  }

  HttpResult send(PaymentGateway gateway, GatewayAccount account, HttpCall call)
      throws InterruptedException {
    if (gateway.logins().isEmpty()) {
      return measured(gateway, call);
    }
    AccessTokens.Asking login = () -> login(gateway, gateway.logins().get(), account);
    return switch (tokens.of(account.id(), null, login)) {
      case Login.Denied(var instead) -> instead;
      case Login.Granted(var token) -> {
        var result = measured(gateway, call.withBearer(token.value()));
        if (!(result instanceof Answered(var status, _)) || status != UNAUTHORIZED) {
          yield result;
        }
        // ended before its time; a 401 has done nothing, so the call may be made once more
        yield tokens.of(account.id(), token, login) instanceof Login.Granted(var fresh)
                && !fresh.equals(token)
            ? measured(gateway, call.withBearer(fresh.value()))
            : result;
      }
    };
  }

  private Login login(PaymentGateway gateway, PaymentGateway.Logins logins, GatewayAccount account)
      throws InterruptedException {
    var result = measured(gateway, logins.login(account));
    if (result instanceof Answered(var status, var body) && status / 100 == 2) {
      return logins
          .answered(Json.read(body), clock.instant())
          .<Login>map(Login.Granted::new)
          .orElseGet(() -> new Login.Denied(new NotSent("o login não trouxe um token")));
    }
    return new Login.Denied(withoutToken(result));
  }

  /// What has become of a call whose login failed: whatever that was, the call was not made.
  private static HttpResult withoutToken(HttpResult login) {
    return switch (login) {
      case NotSent sent -> sent;
      case NoAnswer(var cause) -> new NotSent("login " + cause);
      case Answered(var status, var body) when status == TOO_MANY_REQUESTS ->
          new Answered(status, body);
      case Answered(var status, var body) when status / 100 == 4 && status != REQUEST_TIMEOUT ->
          new Answered(UNAUTHORIZED, body);
      case Answered(var status, _) -> new NotSent("login HTTP " + status);
    };
  }

  private HttpResult measured(PaymentGateway gateway, HttpCall call) throws InterruptedException {
    var sample = Timer.start(meters);
    var result = http.send(call);
    sample.stop(
        meters.timer(
            "elysia.gateway.call",
            "gateway",
            gateway.code(),
            "operation",
            call.operation(),
            "outcome",
            result.word()));
    return result;
  }
}
