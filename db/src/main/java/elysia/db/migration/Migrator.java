package elysia.db.migration;

import static java.util.stream.Collectors.toSet;
import static org.flywaydb.core.api.MigrationState.BASELINE;
import static org.flywaydb.core.api.MigrationState.FUTURE_FAILED;
import static org.flywaydb.core.api.MigrationState.FUTURE_SUCCESS;
import static org.flywaydb.core.api.MigrationState.SUCCESS;

import elysia.db.DatabaseUrl;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings a database to the newest schema on the class path, or says that it isn't there.
///
/// An empty database and the one of the old application take the same way: what has tables but no
/// history starts at version 0, so that the first migration runs there too (C34).
public final class Migrator {
  private static final int CONNECT_RETRIES = 3; // waits 1, 2 and 4 s
  // one a second: the months of millions of events take minutes
  private static final int LOCK_RETRIES = 900;

  private final Flyway flyway;

  public Migrator(DataSource database) {
    flyway = configuration().dataSource(database).load();
  }

  public Migrator(DatabaseUrl database) {
    flyway =
        configuration().dataSource(database.jdbcUrl(), database.user(), database.password()).load();
  }

  /// Each statement commits by itself: `beforeEachMigrate.sql` tells why.
  static FluentConfiguration configuration() {
    return Flyway.configure()
        .locations("classpath:db/migration")
        .defaultSchema("public")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .validateOnMigrate(true)
        .outOfOrder(false)
        .cleanDisabled(true)
        .executeInTransaction(false)
        .connectRetries(CONNECT_RETRIES)
        .lockRetryCount(LOCK_RETRIES);
  }

  /// A migration that [#migrate()] has applied, such as `20261122.0100`, "base schema".
  public record Applied(String version, String description) {}

  /// Applies what is missing, oldest first, and returns it, once the schema is the one this program
  /// was built for. Two at once are safe: the second waits for the first.
  ///
  /// @throws IllegalStateException when one fails, or makes another schema; what it has done stays,
  ///   and the next call goes on from there
  public List<Applied> migrate() {
    try {
      var applied =
          flyway.migrate().migrations.stream()
              .map(migration -> new Applied(migration.version, migration.description))
              .toList();
      requireShape();
      return applied;
    } catch (FlywayException e) {
      throw new IllegalStateException(reason(e), e);
    }
  }

  /// What a deployable calls at its start: returns when the database has the schema this program
  /// was built for. Only reads.
  ///
  /// @throws IllegalStateException when it has another one; the message, for the operator, says
  ///   what to do
  public void requireCurrent() {
    var info = flyway.info();
    var current = info.current() == null ? "nenhuma" : info.current().getVersion().toString();
    var states = Arrays.stream(info.all()).map(MigrationInfo::getState).collect(toSet());
    if (!Collections.disjoint(states, Set.of(FUTURE_SUCCESS, FUTURE_FAILED))) {
      throw new IllegalStateException(
          "o banco (versão %s) é mais novo que este programa: instale a versão nova do programa"
              .formatted(current));
    }
    if (!Set.of(SUCCESS, BASELINE).containsAll(states)) {
      throw new IllegalStateException(
          "o banco (versão %s) não tem o esquema deste programa: rode ./elysia migrate"
              .formatted(current));
    }
    requireShape();
  }

  private void requireShape() {
    try (var connection = flyway.getConfiguration().getDataSource().getConnection()) {
      var faults = SchemaShape.faults(connection);
      if (!faults.isEmpty()) {
        throw new IllegalStateException(
            "o esquema do banco não é o deste programa:\n" + String.join("\n", faults));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the schema could not be read", e);
    }
  }

  /// Flyway's first line names the script; the database's own words, where it spoke, say why.
  private static String reason(FlywayException e) {
    var message = String.valueOf(e.getMessage()).strip();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException spoken) {
        return message.lines().findFirst().orElse("migration") + ": " + spoken.getMessage();
      }
    }
    return message;
  }
}
