package homebox.controlplane.store;

import homebox.controlplane.testkit.PostgresBase;
import java.sql.SQLException;

/** Our tables in a PostgreSQL. */
final class PostgresTables {
  private PostgresTables() {}

  /** The same database, with the tables, as a start brings them there. */
  static PostgresBase in(PostgresBase empty) {
    try {
      PostgresMigrations.bring(new PostgresServer(empty.server(), Visitor.of("box")));
      return empty;
    } catch (SQLException broken) {
      throw new AssertionError(broken);
    }
  }
}
