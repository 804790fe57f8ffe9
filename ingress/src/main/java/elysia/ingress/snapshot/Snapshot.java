package elysia.ingress.snapshot;

import elysia.db.secret.SecretBox;
import elysia.db.snapshots.BotRow;
import elysia.db.snapshots.GatewayAccountRow;
import elysia.db.snapshots.TrackingLinkRow;
import elysia.model.GatewayAccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bots, gateway accounts and links of one moment. Never changed, only replaced.
public final class Snapshot {
  private final Map<String, Bot> bots = new HashMap<>();
  private final Map<String, GatewayAccountRow> accounts = new HashMap<>();
  private final Map<String, TrackingLinkRow> links = new HashMap<>();

  Snapshot(List<BotRow> bots, List<GatewayAccountRow> accounts, List<TrackingLinkRow> links) {
    bots.forEach(row -> this.bots.put(row.slug(), new Bot(row)));
    accounts.forEach(row -> this.accounts.put(row.webhookTokenHash(), row));
    links.forEach(row -> this.links.put(row.slug(), row));
  }

  public Optional<Bot> bot(String slug) {
    return Optional.ofNullable(bots.get(slug));
  }

  /// The account whose URL this is. Looking up the hash of a secret tells an attacker nothing about
  /// the secret.
  public Optional<GatewayAccountId> account(String gateway, String token) {
    return Optional.ofNullable(accounts.get(SecretBox.hash(token)))
        .filter(account -> account.gateway().equals(gateway))
        .map(GatewayAccountRow::id);
  }

  public Optional<TrackingLinkRow> link(String slug) {
    return Optional.ofNullable(links.get(slug));
  }
}
