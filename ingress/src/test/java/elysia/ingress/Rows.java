package elysia.ingress;

import elysia.db.secret.SecretBox;
import elysia.localstack.Database;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Writes the rows that the ingress reads, as the panel and worker-messages write them.
public final class Rows {
  private static final AtomicLong TELEGRAM_IDS = new AtomicLong(700_000_000);

  private final Database database;
  private final SecretBox box;

  Rows(Database database, SecretBox box) {
    this.database = database;
    this.box = box;
  }

  /// A bot that receives.
  public record TestBot(long id, String slug, String secret) {
    public String path() {
      return "/tg/" + slug + "/webhook";
    }
  }

  public record TestAccount(long id, String gateway, String token) {
    public String path() {
      return "/api/payments/webhook/" + gateway + "/" + token;
    }
  }

  public TestBot bot() {
    var slug = unique("bot");
    var secret = unique("secret");
    long id =
        insert(
            """
            insert into bots (name, slug, bot_username, telegram_bot_id, active, paused, webhook_url, webhook_secret_sealed)
            values (?, ?, ?, ?, true, false, 'https://bots.example.com', ?) returning id
            """,
            slug,
            slug,
            slug + "_bot",
            TELEGRAM_IDS.incrementAndGet(),
            box.seal(secret, "bots.webhook_secret"));
    return new TestBot(id, slug, secret);
  }

  public TestAccount account(String gateway) {
    var token = unique("account");
    long id =
        insert(
            """
            insert into gateway_accounts
              (organization_id, gateway, name, credentials_sealed, webhook_token_sealed, webhook_token_hash)
            values (1, ?, ?, 'v1', 'v1', ?) returning id
            """,
            gateway,
            token,
            SecretBox.hash(token));
    return new TestAccount(id, gateway, token);
  }

  /// A link to the bot; returns its slug.
  public String link(TestBot bot) {
    var slug = unique("link");
    insert(
        """
        insert into tracking_links (organization_id, bot_id, slug, name)
        values (1, ?, ?, 'Campanha') returning id
        """,
        bot.id(),
        slug);
    return slug;
  }

  /// Gives the bot another secret, as a rotation does.
  public String rotateSecret(TestBot bot, String age) {
    var secret = unique("secret");
    execute(
        """
        update bots set webhook_secret_previous_sealed = webhook_secret_sealed, webhook_secret_sealed = ?,
          webhook_secret_changed_at = now() - ?::interval where id = ?
        """,
        box.seal(secret, "bots.webhook_secret"),
        age,
        bot.id());
    return secret;
  }

  public void execute(String statement, @Nullable Object... parameters) {
    try (var connection = database.connect();
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, parameters[i]);
      }
      prepared.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long insert(String statement, Object... parameters) {
    try (var connection = database.connect();
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, parameters[i]);
      }
      try (var rows = prepared.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String unique(String prefix) {
    return prefix + "_" + UUID.randomUUID().toString().replace("-", "");
  }
}
