package homebox.controlplane.store;

import homebox.controlplane.testkit.PostgresBase;
import org.flywaydb.core.Flyway;

/** Our tables in a PostgreSQL. */
final class PostgresTables {
  private PostgresTables() {}

  /** The same database, with the tables. */
  static PostgresBase in(PostgresBase empty) {
    Flyway.configure()
        .dataSource(empty.url(), empty.user(), empty.password())
        .locations("classpath:homebox/controlplane/store/migration/postgresql")
        .load()
        .migrate();
    return empty;
  }
}
