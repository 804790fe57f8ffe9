package elysia.db.admin;

import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.offers.LegacyPlans;
import elysia.db.secret.LegacyTokenKey;
import elysia.db.secret.SecretBox;
import elysia.model.BotId;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes bots over from the old application, one at a time and each as often as one likes.
///
/// The old token columns are read and never written (C9), so the old application can go on with the
/// bot; only [#forgetPlainToken] clears one of them, for who asks for it.
@Singleton
public final class BotAdoption {
  // a bytea shows its hex digits as text, a text itself: production may have either
  private static final String FIND =
      """
      select id, deleted_at, active, token, token_encrypted::text as token_encrypted, token_iv,
        token_sealed is not null as has_token,
        token_status = 'validated' and webhook_url is not null and webhook_checked_at is not null as connected
      from bots where organization_id = ? and slug = ? for update
      """;
  private static final String WITHOUT_SLUG =
      """
      select id from bots where organization_id = ? and slug is null and deleted_at is null order by id limit 10
      """;
  private static final String SEAL =
      """
      update bots set token_sealed = ?, token_hint = ?, token_status = 'unverified', token_updated_at = now(),
        webhook_checked_at = null, connect_error = null, updated_at = now()
      where id = ?
      """;
  private static final String UNVERIFIED =
      """
      update bots set token_status = 'unverified', updated_at = now() where id = ? and token_status <> 'unverified'
      """;
  private static final String FORGET =
      """
      update bots set token = null, updated_at = now() where id = ? and token is not null
      """;

  private final Sql sql;
  private final Transactions transactions;
  private final BotsAdmin bots;
  private final LegacyPlans plans;
  private final SecretBox box;

  BotAdoption(
      Sql sql, Transactions transactions, BotsAdmin bots, LegacyPlans plans, SecretBox box) {
    this.sql = sql;
    this.transactions = transactions;
    this.bots = bots;
    this.plans = plans;
    this.box = box;
  }

  /// What came of a wish to adopt a bot.
  public sealed interface Outcome {
    /// worker-messages was asked to connect it, or it is connected already; old buttons sell what
    /// was frozen.
    record Adopted(BotId bot, LegacyPlans.Frozen plans) implements Outcome {}

    /// @param withoutSlug bots that nobody can name, ten at most: they have no webhook address
    ///   (C23)
    record Unknown(List<BotId> withoutSlug) implements Outcome {
      public Unknown {
        withoutSlug = List.copyOf(withoutSlug);
      }
    }

    record Deleted(Instant at) implements Outcome {}

    /// The old application has switched it off: waking it up is not ours to decide (C39).
    record Inactive() implements Outcome {}

    /// Somebody has to type the token.
    record TokenUnreadable(Reason reason) implements Outcome {}
  }

  /// Why a token cannot be read.
  public enum Reason {
    /// There is none.
    ABSENT,
    /// It is sealed, and we were given no key.
    NO_KEY,
    /// It is sealed, and the key does not open it.
    WRONG_KEY
  }

  /// Freezes the old plans, seals the old token anew and asks worker-messages to connect the bot,
  /// which wakes it up once Telegram has its webhook. Again for an adopted bot, it connects one
  /// that is not connected.
  ///
  /// @param key opens what the old application sealed
  public Outcome adopt(OrganizationId organization, String slug, Optional<LegacyTokenKey> key) {
    return transactions.inTransaction(
        () ->
            sql.one(FIND, LegacyBot::read, organization, slug)
                .map(bot -> adopt(bot, key))
                .orElseGet(() -> new Outcome.Unknown(withoutSlug(organization))));
  }

  private Outcome adopt(LegacyBot bot, Optional<LegacyTokenKey> key) {
    if (bot.deletedAt() != null) {
      return new Outcome.Deleted(bot.deletedAt());
    }
    if (!bot.active()) {
      return new Outcome.Inactive();
    }
    if (!bot.hasToken()) {
      var token = bot.token(key);
      if (token.isEmpty()) {
        sql.update(UNVERIFIED, bot.id());
        return new Outcome.TokenUnreadable(bot.unreadable(key));
      }
      sql.update(SEAL, box.seal(token.get(), "bots.token"), BotsAdmin.hint(token.get()), bot.id());
    }
    if (!bot.connected()) {
      bots.connect(bot.id());
    }
    return new Outcome.Adopted(bot.id(), plans.freeze(bot.id()));
  }

  private List<BotId> withoutSlug(OrganizationId organization) {
    return sql.query(WITHOUT_SLUG, row -> new BotId(row.id("id")), organization);
  }

  /// What came of a wish to clear the plain token.
  public enum Forgotten {
    DONE,
    /// The column was empty already.
    NOTHING_THERE,
    /// Nobody else has the token yet: the bot must be adopted and connected first.
    STILL_NEEDED
  }

  /// Clears the old column of plain tokens, `bots.token`: the old application cannot send for the
  /// bot any more. Empty when there is no such bot.
  public Optional<Forgotten> forgetPlainToken(OrganizationId organization, String slug) {
    return transactions.inTransaction(
        () ->
            sql.one(FIND, LegacyBot::read, organization, slug)
                .filter(bot -> bot.deletedAt() == null)
                .map(this::forget));
  }

  private Forgotten forget(LegacyBot bot) {
    if (!bot.hasToken() || !bot.connected()) {
      return Forgotten.STILL_NEEDED;
    }
    return sql.update(FORGET, bot.id()) == 1 ? Forgotten.DONE : Forgotten.NOTHING_THERE;
  }

  /// @param connected Telegram has our webhook, set with the token that we have
  private record LegacyBot(
      BotId id,
      @Nullable Instant deletedAt,
      boolean active,
      @Nullable String plain,
      LegacyTokenKey.@Nullable Sealed sealed,
      boolean hasToken,
      boolean connected) {

    static LegacyBot read(Sql.Row row) throws SQLException {
      var encrypted = row.optionalText("token_encrypted");
      return new LegacyBot(
          new BotId(row.id("id")),
          row.optionalInstant("deleted_at"),
          row.bool("active"),
          row.optionalText("token"),
          encrypted == null
              ? null
              : new LegacyTokenKey.Sealed(encrypted, row.optionalText("token_iv")),
          row.bool("has_token"),
          row.bool("connected"));
    }

    /// The plain token, else the sealed one.
    Optional<String> token(Optional<LegacyTokenKey> key) {
      return Optional.ofNullable(plain)
          .map(String::strip)
          .filter(BotsAdmin::isToken)
          .or(
              () ->
                  Optional.ofNullable(sealed)
                      .flatMap(box -> key.flatMap(opener -> opener.open(box)))
                      .map(String::strip)
                      .filter(BotsAdmin::isToken));
    }

    Reason unreadable(Optional<LegacyTokenKey> key) {
      if (sealed == null) {
        return Reason.ABSENT;
      }
      return key.isEmpty() ? Reason.NO_KEY : Reason.WRONG_KEY;
    }

    @Override
    public String toString() {
      return "LegacyBot[" + id + "]";
    }
  }
}
