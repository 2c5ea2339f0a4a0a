package homebox.controlplane.testkit;

import java.time.Duration;

/**
 * The clock of a PostgreSQL, for who asks in one of its databases: set ahead or back by as much as
 * is said. Holds for who connects from then on, so it comes before all others.
 */
public record ServerClock(PostgresBase base) {
  /** Names without a schema are looked for in the server's own one last. */
  private static final String PREPARE =
      """
      CREATE SCHEMA wrong;
      CREATE TABLE wrong.clock (ahead INTERVAL NOT NULL);
      INSERT INTO wrong.clock VALUES ('0');
      CREATE FUNCTION wrong.clock_timestamp() RETURNS TIMESTAMPTZ LANGUAGE SQL VOLATILE AS
        'SELECT pg_catalog.clock_timestamp() + ahead FROM wrong.clock';
      DO $$ BEGIN
        EXECUTE format(
          'ALTER DATABASE %I SET search_path = public, wrong, pg_catalog', current_database());
      END $$
      """;

  /** Right, until it is set. */
  public static ServerClock of(PostgresBase base) {
    base.change(PREPARE);
    return new ServerClock(base);
  }

  /** So much it is ahead of the true time; negative: behind it. */
  public void set(Duration ahead) {
    base.change("UPDATE wrong.clock SET ahead = make_interval(secs => " + ahead.toSeconds() + ")");
  }
}
