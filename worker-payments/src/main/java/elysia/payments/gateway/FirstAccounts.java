package elysia.payments.gateway;

import elysia.db.gateways.GatewayAccounts;
import elysia.db.gateways.GatewayAccounts.NewAccount;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the credentials in the environment over into accounts of the default organization, once
/// and for all.
@Singleton
final class FirstAccounts implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);

  private final List<FirstAccount> described;
  private final GatewayAccounts accounts;

  FirstAccounts(List<FirstAccount> described, GatewayAccounts accounts) {
    this.described = described;
    this.accounts = accounts;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    described.forEach(this::take);
  }

  private void take(FirstAccount account) {
    var missing =
        account.credentials().entrySet().stream()
            .filter(credential -> credential.getValue().isEmpty())
            .map(credential -> account.variable(credential.getKey()))
            .sorted()
            .toList();
    if (missing.isEmpty()) {
      var newAccount = new NewAccount(account.gateway(), account.name(), account.credentials());
      accounts
          .createFirst(newAccount)
          .ifPresent(id -> LOG.info("Conta de gateway {} criada: {}", id, account.name()));
    } else if (missing.size() < account.credentials().size()) {
      LOG.warn("A conta {} não foi criada: falta {}", account.name(), String.join(", ", missing));
    }
  }
}
