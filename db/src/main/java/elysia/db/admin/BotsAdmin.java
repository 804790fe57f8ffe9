package elysia.db.admin;

import elysia.db.DatabaseException;
import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.bots.Greetings;
import elysia.db.offers.LegacyPlans;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.db.secret.SecretBox;
import elysia.model.BotId;
import elysia.model.OrganizationId;
import elysia.model.wire.BotCommand;
import elysia.model.wire.ChangedFact;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bots of an organization.
@Singleton
public final class BotsAdmin {
  private static final String UNIQUE_VIOLATION = "23505";

  // Telegram, "Authorizing your bot": the bot's id, a colon and its secret
  private static final Pattern TOKEN = Pattern.compile("\\d{6,12}:[A-Za-z0-9_-]{30,64}");
  private static final String COLUMNS_FROM_BOTS =
      """
      select *, case
          when not has_token then 'a adotar'
          when not connected and connect_error is null then 'conectando'
          when not connected then 'não conectado'
          when not active then 'desativado'
          when paused then 'pausado'
          else 'recebendo' end as state
      from (
        select id, slug, name, bot_username, coalesce(provider, gateway_default) as gateway, active, paused,
          token_status, token_hint, webhook_url, connect_error, coalesce(created_at, to_timestamp(0)) as created_at,
          token_sealed is not null as has_token,
          token_status = 'validated' and webhook_url is not null and webhook_checked_at is not null as connected,
          coalesce(greeting.source, 'default') as greeting_source
        from bots b
      """
          + Greetings.JOIN
          + " where organization_id = ? and deleted_at is null and slug is not null) bot";
  private static final String LIST = COLUMNS_FROM_BOTS + " order by created_at, id";
  private static final String FIND = COLUMNS_FROM_BOTS + " where slug = ?";

  // provider is what the payment code reads, gateway_default what older screens show: never one
  // without the other (L145)
  private static final String INSERT =
      """
      insert into bots (organization_id, slug, name, provider, gateway_default, token_sealed, token_hint, renderer)
      values (?, ?, ?, ?, ?, ?, ?, 'HTML') returning id
      """;
  private static final String PAUSE =
      """
      update bots set paused = ?, updated_at = now()
      where organization_id = ? and slug = ? and deleted_at is null returning id
      """;

  // The bot's number at Telegram stands before the colon: it may have one owner only (L20).
  private static final String CHANGE_TOKEN =
      """
      update bots b set token_sealed = ?, token_hint = ?, token_status = 'unverified', token_updated_at = now(),
        webhook_checked_at = null, connect_error = null, updated_at = now()
      where organization_id = ? and slug = ? and deleted_at is null
        and not exists (
          select from bots other
          where other.telegram_bot_id = ? and other.id <> b.id and other.deleted_at is null)
      returning id
      """;
  private static final String AWAIT_CONNECTION =
      "update bots set webhook_checked_at = null, connect_error = null where id = ?";

  private final Sql sql;
  private final Transactions transactions;
  private final Outbox outbox;
  private final LegacyPlans plans;
  private final SecretBox box;

  BotsAdmin(Sql sql, Transactions transactions, Outbox outbox, LegacyPlans plans, SecretBox box) {
    this.sql = sql;
    this.transactions = transactions;
    this.outbox = outbox;
    this.plans = plans;
    this.box = box;
  }

  /// A bot to add.
  public record NewBot(String slug, @Nullable String name, String gateway, String token) {
    @Override
    public String toString() {
      return "NewBot[" + slug + "]";
    }
  }

  /// Whether the text has the form of a token.
  public static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  public List<BotView> list(OrganizationId organization) {
    return sql.query(LIST, BotsAdmin::view, organization);
  }

  public Optional<BotView> find(OrganizationId organization, String slug) {
    return sql.one(FIND, BotsAdmin::view, organization, slug);
  }

  /// Stores the bot with its token sealed and asks worker-messages to connect it; empty when the
  /// slug is taken.
  public Optional<BotId> add(OrganizationId organization, NewBot bot) {
    try {
      return transactions.inTransaction(
          () -> {
            var id =
                sql.query(
                        INSERT,
                        row -> new BotId(row.id("id")),
                        organization,
                        bot.slug(),
                        bot.name(),
                        bot.gateway(),
                        bot.gateway(),
                        box.seal(bot.token(), "bots.token"),
                        hint(bot.token()))
                    .getFirst();
            connect(id);
            return Optional.of(id);
          });
    } catch (DatabaseException e) {
      if (e.sqlState().equals(UNIQUE_VIOLATION)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Checks the token and sets the webhook again.
  public void connectAgain(BotId bot) {
    transactions.run(
        () -> {
          sql.update(AWAIT_CONNECTION, bot);
          connect(bot);
        });
  }

  /// Every message from now on is sent with the new token; worker-messages sets the webhook with
  /// it. False when there is no such bot, or the token's bot is another one of ours.
  public boolean changeToken(OrganizationId organization, String slug, String token) {
    return transactions.inTransaction(
        () -> {
          var changed =
              sql.one(
                  CHANGE_TOKEN,
                  row -> new BotId(row.id("id")),
                  box.seal(token, "bots.token"),
                  hint(token),
                  organization,
                  slug,
                  Long.parseLong(token.substring(0, token.indexOf(':'))));
          changed.ifPresent(plans::freeze); // a token typed by hand adopts a legacy bot too
          changed.ifPresent(this::connect);
          return changed.isPresent();
        });
  }

  /// Asks worker-messages to check the token and set the webhook.
  void connect(BotId bot) {
    outbox.add(
        new OutboxMessage(
            WorkQueue.MESSAGES_BOT.command(),
            "bot.connect:" + bot + ":" + UUID.randomUUID(),
            "bot.connect",
            new BotCommand(bot, BotCommand.What.CONNECT)));
  }

  /// Stops or resumes answering; every process sees it at once. False when there is no such bot.
  public boolean setPaused(OrganizationId organization, String slug, boolean paused) {
    return transactions.inTransaction(
        () -> {
          var changed = sql.one(PAUSE, row -> new BotId(row.id("id")), paused, organization, slug);
          changed.ifPresent(this::tellChanged);
          return changed.isPresent();
        });
  }

  private void tellChanged(BotId bot) {
    outbox.add(
        new OutboxMessage(
            Route.fact(ChangedFact.BOT),
            "bot.changed:" + bot + ":" + UUID.randomUUID(),
            "changed",
            new ChangedFact("bots", bot.value())));
  }

  /// First 7 and last 5 characters, as logs show a token.
  static String hint(String token) {
    return token.substring(0, 7) + "..." + token.substring(token.length() - 5);
  }

  private static BotView view(Sql.Row row) throws SQLException {
    return new BotView(
        new BotId(row.id("id")),
        row.text("slug"),
        row.optionalText("name"),
        row.optionalText("bot_username"),
        row.text("gateway"),
        row.text("state"),
        row.bool("connected"),
        row.bool("active") && !row.bool("paused"),
        row.bool("paused"),
        row.text("token_status"),
        row.optionalText("token_hint"),
        row.optionalText("webhook_url"),
        row.optionalText("connect_error"),
        row.text("greeting_source"),
        row.instant("created_at"));
  }
}
