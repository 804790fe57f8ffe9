package elysia.sandbox.syncpay;

import elysia.sandbox.bank.Charges;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.Service;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.NoSuchElementException;

/// What happens at SyncPay without its API being called, for tests and for the page.
@Controller("/api/syncpay")
public final class SyncPayInside {
  private final AccessTokens tokens;
  private final Charges charges;
  private final SyncPayWebhooks webhooks;

  SyncPayInside(AccessTokens tokens, Charges charges, SyncPayWebhooks webhooks) {
    this.tokens = tokens;
    this.charges = charges;
    this.webhooks = webhooks;
  }

  /// Ends all access tokens before their time.
  public void forgetTokens() {
    tokens.forgetAll();
  }

  /// The seller withdraws as much as a charge brought, and the charge's address hears of it.
  ///
  /// @throws NoSuchElementException when there is no such charge
  public void withdraw(String charge) {
    webhooks.cashOut(
        charges
            .byName(charge)
            .filter(found -> found.terms().gateway() == Service.SYNCPAY)
            .orElseThrow(() -> new NoSuchElementException("no such charge at SyncPay")));
  }

  @Post("/forget-tokens")
  HttpResponse<byte[]> forgetTokensOverHttp() {
    forgetTokens();
    return Answer.ok(Json.object().put("forgotten", true)).toHttp();
  }

  @Post("/withdraw")
  HttpResponse<byte[]> withdrawOverHttp(@Body byte[] body) {
    withdraw(Json.parse(body).path("charge").asText());
    return Answer.ok(Json.object().put("withdrawn", true)).toHttp();
  }
}
