package elysia.sandbox.syncpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.bank.Charge;
import elysia.sandbox.bank.Charges;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.RevokedTokens;
import elysia.sandbox.common.Service;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// SyncPay's login and its two calls about charges. Fields that it does not know it ignores without
/// a word: a webhook asked for under another name never comes.
@Singleton
final class SyncPayApi {
  private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9_-]{8,128}");

  private final AccessTokens tokens;
  private final RevokedTokens revoked;
  private final Charges charges;
  private final SyncPayWebhooks webhooks;
  private final Clock clock;

  SyncPayApi(
      AccessTokens tokens,
      RevokedTokens revoked,
      Charges charges,
      SyncPayWebhooks webhooks,
      Clock clock) {
    this.tokens = tokens;
    this.revoked = revoked;
    this.charges = charges;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  Answer authToken(SyncPayCall call) {
    for (var field : new String[] {"client_id", "client_secret"}) {
      if (!call.body().path(field).isTextual()) {
        return SyncPayCall.invalid(field, "The " + field + " field is required.");
      }
    }
    var client = call.body().path("client_id").textValue();
    if (!CREDENTIAL.matcher(client).matches()
        || !CREDENTIAL.matcher(call.body().path("client_secret").textValue()).matches()
        || revoked.contains(Service.SYNCPAY, client)) {
      var body = Json.object().put("error", "invalid_client");
      return Answer.refused(
          401, body.put("message", "invalid_client: Client authentication failed"), "login");
    }
    var token = tokens.issue(client);
    return Answer.ok(
        Json.object()
            .put("access_token", token.value())
            .put("token_type", "Bearer")
            .put("expires_in", token.life().toSeconds())
            .put("expires_at", token.expiresAt().toString()));
  }

  Answer cashIn(SyncPayCall call) {
    return authenticated(call, account -> create(account, call.body()));
  }

  Answer transaction(SyncPayCall call, String identifier) {
    return authenticated(call, account -> query(account, identifier));
  }

  /// Whose token the call has; empty without one, as at a login, and for one that is too old.
  String account(SyncPayCall call) {
    return call.bearer().flatMap(tokens::account).orElse("");
  }

  /// Lets a caller with a token in, by the account that it belongs to.
  Answer authenticated(SyncPayCall call, Function<String, Answer> work) {
    if (!call.acceptsJson()) {
      return SyncPayCall.refused(406, "Not Acceptable");
    }
    var account = call.bearer().flatMap(tokens::account);
    return account
        .filter(client -> !revoked.contains(Service.SYNCPAY, client))
        .map(work)
        .orElseGet(() -> SyncPayCall.refused(401, "Unauthenticated."));
  }

  private Answer create(String account, JsonNode body) {
    var problem = CashInRules.problem(body);
    if (problem.isPresent()) {
      return SyncPayCall.invalid(problem.get().field(), problem.get().message());
    }
    long cents = body.path("amount").decimalValue().movePointRight(2).longValueExact();
    var webhook = Optional.ofNullable(body.path("webhook_url").textValue()).map(URI::create);
    var charge = charges.create(new Charge.Terms(Service.SYNCPAY, account, cents, webhook));
    webhooks.created(charge);
    return Answer.ok(
        Json.object()
            .put("message", "Cashin request successfully submitted")
            .put("pix_code", charge.code().text())
            .put("identifier", charge.id().toString()));
  }

  private Answer query(String account, String identifier) {
    var found = charges.of(Service.SYNCPAY, account, identifier);
    if (found.isEmpty()) {
      return SyncPayCall.refused(404, "Transaction not found");
    }
    var charge = found.get();
    var answer = Json.object();
    answer
        .putObject("data")
        .put("reference_id", charge.id().toString())
        .put("currency", "BRL")
        .put("amount", BigDecimal.valueOf(charge.terms().cents(), 2))
        .put("transaction_date", charge.createdAt().toString())
        .put("status", SyncPayBodies.word(charge.state(clock.instant()).status()))
        .put("pix_code", charge.code().text())
        .putNull("description");
    return Answer.ok(answer);
  }
}
