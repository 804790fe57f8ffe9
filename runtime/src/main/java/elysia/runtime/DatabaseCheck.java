package elysia.runtime;

import elysia.db.DatabaseException;
import elysia.db.Sql;
import elysia.db.migration.Migrator;
import elysia.db.secret.SecretKeyCheck;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PostConstruct;
import java.util.Optional;
import javax.sql.DataSource;

/// Refuses to start on a database of another version or with secrets we have no key for; later
/// tells whether it answers.
///
/// A deployable that works without the database (the ingress) sets
/// `elysia.database.required=false`.
@Context
@Requires(property = "elysia.database.required", notEquals = "false")
final class DatabaseCheck implements ReadinessCheck {
  private final DataSource dataSource;
  private final SecretKeyCheck keys;
  private final Sql sql;

  DatabaseCheck(DataSource dataSource, SecretKeyCheck keys, Sql sql) {
    this.dataSource = dataSource;
    this.keys = keys;
    this.sql = sql;
  }

  @PostConstruct
  void requireFittingDatabase() {
    // Flyway manages its own connections: Micronaut's data source gives one only within a scope
    new Migrator(DelegatingDataSource.unwrapDataSource(dataSource)).requireCurrent();
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
