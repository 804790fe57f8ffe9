package elysia.runtime;

import elysia.db.DatabaseException;
import elysia.db.Sql;
import elysia.db.migration.SchemaCheck;
import elysia.db.secret.SecretKeyCheck;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import java.util.Optional;

/// Refuses to start on a database of another version or with secrets we have no key for; later
/// tells whether it answers.
///
/// A deployable that works without the database (the ingress) sets
/// `elysia.database.required=false`.
@Context
@Requires(property = "elysia.database.required", notEquals = "false")
final class DatabaseCheck implements ReadinessCheck {
  private final SchemaCheck schema;
  private final SecretKeyCheck keys;
  private final Sql sql;

  DatabaseCheck(SchemaCheck schema, SecretKeyCheck keys, Sql sql) {
    this.schema = schema;
    this.keys = keys;
    this.sql = sql;
  }

  @PostConstruct
  void requireFittingDatabase() {
    schema.requireCurrent();
    keys.requireKeys();
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public Optional<String> problem() {
    try {
      sql.query("select 1 as one", row -> row.integer("one"));
      return Optional.empty();
    } catch (DatabaseException e) {
      return Optional.of("o banco não responde");
    }
  }
}
