package elysia.panel.bots;

import elysia.db.admin.BotView;
import elysia.db.admin.IntegrationsAdmin;
import elysia.db.admin.PlansAdmin;
import elysia.db.bots.Bots;
import elysia.panel.api.Tenant;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// What an adopted bot lacks before it can sell: the old application kept it elsewhere or not at
/// all.
@Singleton
final class AdoptionGaps {
  private final Bots bots;
  private final PlansAdmin plans;
  private final IntegrationsAdmin integrations;

  AdoptionGaps(Bots bots, PlansAdmin plans, IntegrationsAdmin integrations) {
    this.bots = bots;
    this.plans = plans;
    this.integrations = integrations;
  }

  /// A sentence each, with the command that mends it.
  List<String> of(BotView bot) {
    var missing = new ArrayList<String>();
    if (!charges(bot)) {
      missing.add(
          "Não há conta ativa de %s: ./elysia gateway add --gateway %s --credential ..."
              .formatted(bot.gateway(), bot.gateway()));
    }
    if (plans.list(Tenant.DEFAULT, bot.id()).isEmpty()) {
      missing.add(
          "Nenhum plano à venda no /start: ./elysia plan add --bot %s --name Mensal --price-cents 1990"
              .formatted(bot.slug()));
    }
    if (bots.content(bot.id(), "delivery").isEmpty()) {
      missing.add(
          "O bot não sabe o que entregar: ./elysia message set --bot %s --message delivery --text '...'"
              .formatted(bot.slug()));
    }
    return missing;
  }

  private boolean charges(BotView bot) {
    return integrations.accounts(Tenant.DEFAULT).stream()
        .anyMatch(account -> account.active() && account.gateway().equals(bot.gateway()));
  }
}
