package elysia.db.secret;

import elysia.db.Sql;
import jakarta.inject.Singleton;
import java.util.TreeSet;

/// Says at start, and not at the first sale, that a key is missing for secrets in the database
/// (L93).
@Singleton
public final class SecretKeyCheck {
  private static final String KEY_IDS =
      """
      select distinct split_part(sealed, '.', 2) as key_id from (
        select token_sealed as sealed from bots where token_sealed is not null
        union all select webhook_secret_sealed from bots where webhook_secret_sealed is not null
        union all select credentials_sealed from gateway_accounts
        union all select webhook_token_sealed from gateway_accounts
        union all select credentials_sealed from conversion_destinations) as secrets
      """;

  private final Sql sql;
  private final SecretBox box;

  SecretKeyCheck(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  /// @throws IllegalStateException when a sealed secret needs a key that the environment does not
  ///   have
  public void requireKeys() {
    var missing = new TreeSet<>(sql.query(KEY_IDS, row -> row.text("key_id")));
    missing.removeAll(box.keyIds());
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "O banco tem segredos selados com a chave %s, mas ELYSIA_SECRET_KEY e ELYSIA_SECRET_KEY_PREVIOUS são %s. Informe a chave certa."
              .formatted(missing, box.keyIds()));
    }
  }
}
