package elysia.payments.gateway;

import elysia.model.Money;
import java.net.URI;

/// One PIX charge to make.
///
/// @param webhookUrl where the gateway reports this very charge; it contains two secrets
public record ChargeRequest(Money amount, URI webhookUrl) {
  @Override
  public String toString() {
    return "ChargeRequest[" + amount.decimal() + "]";
  }
}
