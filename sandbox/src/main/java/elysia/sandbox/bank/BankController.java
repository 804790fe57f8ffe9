package elysia.sandbox.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.bank.Bank.ChargeView;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.Service;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import java.util.OptionalLong;

/// The bank over HTTP.
@Controller("/api/bank")
final class BankController {
  private final Bank bank;

  BankController(Bank bank) {
    this.bank = bank;
  }

  @Get("/charges")
  HttpResponse<byte[]> newest() {
    var items = Json.object();
    var array = items.putArray("items");
    bank.newest().forEach(charge -> array.add(json(charge)));
    return Answer.ok(items).toHttp();
  }

  /// A code that is no PIX code is a finding here, not an error: `valid` says it.
  @Get("/code")
  HttpResponse<byte[]> read(@QueryValue String code) {
    try {
      return Answer.ok(json(bank.read(code)).put("valid", true)).toHttp();
    } catch (IllegalArgumentException malformed) {
      var problem = String.valueOf(malformed.getMessage());
      return Answer.ok(Json.object().put("valid", false).put("problem", problem)).toHttp();
    }
  }

  /// `action` is pay, expire, cancel, refund, dispute or resend.
  @Post("/{action}")
  HttpResponse<byte[]> act(String action, @Body byte[] body) {
    var order = Json.parse(body);
    var charge = order.path("charge").asText();
    var view =
        switch (action) {
          case "pay" -> bank.pay(charge, notice(order, 1));
          case "expire" -> bank.expire(charge, notice(order, 0));
          case "cancel" -> bank.cancel(charge, notice(order, 1));
          case "refund" -> bank.refund(charge, notice(order, 1));
          case "dispute" -> bank.dispute(charge, notice(order, 1));
          case "resend" -> bank.resend(charge, notice(order, 1));
          default ->
              throw new IllegalArgumentException(
                  "pay, expire, cancel, refund, dispute or resend, not " + action);
        };
    return Answer.ok(json(view)).toHttp();
  }

  private static Notice notice(JsonNode order, int otherwise) {
    var value = order.path("webhookValue");
    return new Notice(
        order.path("webhooks").asInt(otherwise),
        value.isIntegralNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty());
  }

  private static ObjectNode json(ChargeView charge) {
    return Json.object()
        .put("id", charge.id().orElse(null))
        .put("gateway", charge.gateway().map(Service::word).orElse(null))
        .put("code", charge.code())
        .put("receiver", charge.receiver())
        .put("amountCents", charge.amount().map(money -> (Long) money.minor()).orElse(null))
        .put("amount", charge.amount().map(money -> money.display()).orElse(null))
        .put("status", charge.status().map(ChargeStatus::word).orElse(null))
        .put("expiresAt", charge.expiresAt().map(Object::toString).orElse(null));
  }
}
