package elysia.db.gateways;

import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.db.secret.SecretBox;
import elysia.model.GatewayAccountId;
import elysia.model.OrganizationId;
import elysia.model.wire.ChangedFact;
import elysia.model.wire.Route;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of `gateway_accounts`. Credentials and the webhook token are sealed; of the token there
/// is also a hash, by which ingress finds the account.
@Singleton
public final class GatewayAccounts {
  private static final String CREDENTIALS = "gateway_accounts.credentials";
  private static final String WEBHOOK_TOKEN = "gateway_accounts.webhook_token";

  private static final String INSERT =
      """
      insert into gateway_accounts
        (organization_id, gateway, name, credentials_sealed, webhook_token_sealed, webhook_token_hash)
      values (?, ?, ?, ?, ?, ?) returning id
      """;

  // deleted accounts count: what an operator deleted does not come back with the next start
  private static final String INSERT_FIRST =
      """
      insert into gateway_accounts
        (organization_id, gateway, name, credentials_sealed, webhook_token_sealed, webhook_token_hash)
      select o.id, ?, ?, ?, ?, ? from organizations o
      where o.slug = 'default'
        and not exists (select from gateway_accounts a where a.organization_id = o.id and a.gateway = ?)
      on conflict do nothing
      returning id
      """;
  private static final String FIND =
      """
      select id, organization_id, gateway, credentials_sealed, webhook_token_sealed, reoffer_minutes
      from gateway_accounts where id = ?
      """;
  private static final String USABLE =
      """
      select id, organization_id, gateway, credentials_sealed, webhook_token_sealed, reoffer_minutes
      from gateway_accounts
      where organization_id = ? and active and deleted_at is null
      order by gateway is distinct from ?, priority, id
      """;

  private static final String CHANGE =
      """
      update gateway_accounts
      set priority = coalesce(?::integer, priority), reoffer_minutes = coalesce(?::integer, reoffer_minutes),
          active = coalesce(?::boolean, active), updated_at = now()
      where organization_id = ? and id = ? and deleted_at is null
      """;

  // the account's queries stand in a line, each `spacing` after the one before; who would have to
  // stand too far behind is sent away
  private static final String TAKE_QUERY =
      """
      update gateway_accounts
      set queries_until = greatest(coalesce(queries_until, ?), ?) + ? * interval '1 millisecond'
      where id = ? and (queries_until is null or queries_until <= ?)
      """;

  private final Sql sql;
  private final Transactions transactions;
  private final Outbox outbox;
  private final SecretBox box;

  GatewayAccounts(Sql sql, Transactions transactions, Outbox outbox, SecretBox box) {
    this.sql = sql;
    this.transactions = transactions;
    this.outbox = outbox;
    this.box = box;
  }

  /// An account to be made.
  ///
  /// @param name unique among the organization's accounts of this gateway
  public record NewAccount(String gateway, String name, Map<String, String> credentials) {
    public NewAccount {
      credentials = Map.copyOf(credentials);
    }

    @Override
    public String toString() {
      return "NewAccount[" + gateway + ", " + name + "]";
    }
  }

  /// Makes an account with a webhook token of its own, and tells ingress.
  ///
  /// @throws elysia.db.DatabaseException with state 23505 when the name is taken
  public GatewayAccountId create(OrganizationId organization, NewAccount account) {
    var token = WebhookToken.mint();
    return transactions.inTransaction(
        () -> {
          var id =
              sql.query(
                      INSERT,
                      row -> new GatewayAccountId(row.id("id")),
                      organization,
                      account.gateway(),
                      account.name(),
                      box.seal(CredentialsJson.write(account.credentials()), CREDENTIALS),
                      box.seal(token.value(), WEBHOOK_TOKEN),
                      token.hash())
                  .getFirst();
          announce(id);
          return id;
        });
  }

  /// Makes the account for the default organization, unless that ever had one of this gateway.
  /// However many processes do it at once: one account.
  public Optional<GatewayAccountId> createFirst(NewAccount account) {
    var token = WebhookToken.mint();
    return transactions.inTransaction(
        () -> {
          var id =
              sql.one(
                  INSERT_FIRST,
                  row -> new GatewayAccountId(row.id("id")),
                  account.gateway(),
                  account.name(),
                  box.seal(CredentialsJson.write(account.credentials()), CREDENTIALS),
                  box.seal(token.value(), WEBHOOK_TOKEN),
                  token.hash(),
                  account.gateway());
          id.ifPresent(this::announce);
          return id;
        });
  }

  /// What an operator changes of an account; null leaves a setting as it is.
  ///
  /// @param priority the lower, the earlier
  /// @param active false: charges nothing there any more; its charges live on, and their webhooks
  ///   are heard
  public record Change(
      @Nullable Integer priority, @Nullable Integer reofferMinutes, @Nullable Boolean active) {}

  /// False when the organization has no such account. Other accounts stay as they are (L60).
  public boolean change(OrganizationId organization, GatewayAccountId id, Change change) {
    return sql.update(
            CHANGE, change.priority(), change.reofferMinutes(), change.active(), organization, id)
        == 1;
  }

  /// Takes one status query out of the account's budget: on average one each `spacing`, after a
  /// quiet while `burst` at once. False when it is used up.
  public boolean takeQuery(GatewayAccountId id, Instant now, Duration spacing, int burst) {
    var latest = now.plus(spacing.multipliedBy(burst - 1L));
    return sql.update(TAKE_QUERY, now, now, spacing.toMillis(), id, latest) == 1;
  }

  /// The account, also when it is inactive or deleted: its charges live on.
  public Optional<GatewayAccount> find(GatewayAccountId id) {
    return sql.one(FIND, this::account, id);
  }

  /// The accounts that may charge for an organization, the first choice first: those of the
  /// `preferred` gateway before the others, then by priority.
  public List<GatewayAccount> usable(OrganizationId organization, @Nullable String preferred) {
    return sql.query(USABLE, this::account, organization, preferred);
  }

  private GatewayAccount account(Sql.Row row) throws SQLException {
    return new GatewayAccount(
        new GatewayAccountId(row.id("id")),
        new OrganizationId(row.id("organization_id")),
        row.text("gateway"),
        CredentialsJson.read(box.open(row.text("credentials_sealed"), CREDENTIALS)),
        new WebhookToken(box.open(row.text("webhook_token_sealed"), WEBHOOK_TOKEN)),
        Duration.ofMinutes(row.integer("reoffer_minutes")));
  }

  private void announce(GatewayAccountId id) {
    outbox.add(
        new OutboxMessage(
            Route.fact(ChangedFact.GATEWAY_ACCOUNT),
            ChangedFact.GATEWAY_ACCOUNT + ":" + UUID.randomUUID(),
            ChangedFact.GATEWAY_ACCOUNT,
            new ChangedFact("gateway_accounts", id.value())));
  }
}
