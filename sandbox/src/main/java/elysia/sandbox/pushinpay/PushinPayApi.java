package elysia.sandbox.pushinpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.bank.Charge;
import elysia.sandbox.bank.Charges;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.QrImage;
import elysia.sandbox.common.RevokedTokens;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// PushinPay's two calls, with Laravel's way of refusing.
@Singleton
final class PushinPayApi {
  private static final Pattern BEARER = Pattern.compile("Bearer (\\d+)\\|[A-Za-z0-9]{20,}");
  private static final long MIN_CENTS = 50;
  private static final Duration BETWEEN_QUERIES = Duration.ofMinutes(1);

  private final Charges charges;
  private final RevokedTokens revoked;
  private final SandboxSettings settings;
  private final Clock clock;

  PushinPayApi(Charges charges, RevokedTokens revoked, SandboxSettings settings, Clock clock) {
    this.charges = charges;
    this.revoked = revoked;
    this.settings = settings;
    this.clock = clock;
  }

  Answer cashIn(HttpRequest<?> request, byte[] body) {
    return authenticated(request, account -> create(account, json(request, body)));
  }

  Answer transaction(HttpRequest<?> request, String id) {
    return authenticated(request, account -> query(account, id));
  }

  /// The digits of the token stand for the account; empty where there is no token.
  static String account(HttpRequest<?> request) {
    var bearer = BEARER.matcher(request.getHeaders().getAuthorization().orElse(""));
    return bearer.matches() ? bearer.group(1) : "";
  }

  private Answer authenticated(HttpRequest<?> request, Function<String, Answer> call) {
    if (!request
        .getHeaders()
        .get("Accept", String.class, "")
        .contains(MediaType.APPLICATION_JSON)) {
      return refused(406, "Not Acceptable");
    }
    var header = request.getHeaders().getAuthorization().orElse("");
    var account = account(request);
    if (account.isEmpty()
        || revoked.contains(Service.PUSHINPAY, header.substring("Bearer ".length()))) {
      return refused(401, "Unauthenticated.");
    }
    return call.apply(account);
  }

  /// A body that is not declared as JSON is not read, as if it were empty.
  private static JsonNode json(HttpRequest<?> request, byte[] body) {
    boolean declared =
        request
            .getContentType()
            .filter(type -> type.getName().equals(MediaType.APPLICATION_JSON))
            .isPresent();
    return Json.parse(declared ? body : new byte[0]);
  }

  private Answer create(String account, JsonNode body) {
    var value = body.path("value");
    if (value.isMissingNode() || value.isNull()) {
      return invalid("value", "O campo value é obrigatório.");
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      return invalid("value", "O campo value deve ser um número inteiro.");
    }
    long cents = value.longValue();
    if (cents < MIN_CENTS) {
      return invalid("value", "O campo value deve ser no mínimo 50.");
    }
    if (sumOfSplits(body.path("split_rules")) * 2 > cents) {
      return invalid("split_rules", "O valor do split não pode ser maior que 50% do valor.");
    }
    var address = body.path("webhook_url");
    var webhook = address.isNull() ? Optional.<URI>empty() : url(address);
    if (webhook.isEmpty() && !address.isMissingNode() && !address.isNull()) {
      return invalid("webhook_url", "O campo webhook_url deve ser uma URL válida.");
    }
    var charge = charges.create(new Charge.Terms(Service.PUSHINPAY, account, cents, webhook));
    var png = Base64.getEncoder().encodeToString(new QrImage(charge.code().text()).png());
    var json = PushinPayJson.charge(charge, clock.instant());
    return Answer.ok(json.put("qr_code_base64", "data:image/png;base64," + png));
  }

  private static long sumOfSplits(JsonNode rules) {
    long sum = 0;
    for (var rule : rules) {
      sum = Math.addExact(sum, rule.path("value").asLong());
    }
    return sum;
  }

  private static Optional<URI> url(JsonNode text) {
    try {
      return text.isTextual()
          ? Optional.of(URI.create(text.textValue())).filter(url -> url.getHost() != null)
          : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private Answer query(String account, String id) {
    var charge = charges.of(Service.PUSHINPAY, account, id);
    if (charge.isEmpty()) {
      return Answer.refused(404, Json.MAPPER.createArrayNode(), "transação não encontrada");
    }
    var now = clock.instant();
    if (!charge.get().takeQuery(now, settings.scaled(BETWEEN_QUERIES))) {
      return refused(429, "Too Many Attempts.").withHeader("Retry-After", "60");
    }
    return Answer.ok(PushinPayJson.details(charge.get(), now));
  }

  private static Answer refused(int status, String message) {
    return Answer.refused(status, Json.object().put("message", message), message);
  }

  private static Answer invalid(String field, String message) {
    var body = Json.object().put("message", message);
    body.putObject("errors").putArray(field).add(message);
    return Answer.refused(422, body, message);
  }
}
