package elysia.db.migration;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/// Tells a deployable at its start whether the database fits it.
@Singleton
public final class SchemaCheck {
  private final DataSource dataSource;

  SchemaCheck(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// As [Migrator#requireCurrent]; only reads.
  public void requireCurrent() {
    // Flyway manages its own connections: Micronaut's data source gives one only within a scope
    new Migrator(DelegatingDataSource.unwrapDataSource(dataSource)).requireCurrent();
  }
}
