package elysia.payments.pushinpay;

import elysia.db.gateways.GatewayAccounts;
import elysia.db.gateways.GatewayAccounts.NewAccount;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes `PUSHINPAY_TOKEN` over into an account of the default organization, once and for all.
@Singleton
final class PushinPayFirstAccount implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(PushinPayFirstAccount.class);
  private static final String NAME = "PushinPay (ambiente)";

  private final PushinPayConfig config;
  private final GatewayAccounts accounts;

  PushinPayFirstAccount(PushinPayConfig config, GatewayAccounts accounts) {
    this.config = config;
    this.accounts = accounts;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    if (config.token() == null || config.token().isBlank()) {
      return;
    }
    var credentials = Map.of(PushinPayGateway.TOKEN, config.token().strip());
    accounts
        .createFirst(new NewAccount(PushinPayGateway.CODE, NAME, credentials))
        .ifPresent(account -> LOG.info("Conta de gateway {} criada: {}", account, NAME));
  }
}
