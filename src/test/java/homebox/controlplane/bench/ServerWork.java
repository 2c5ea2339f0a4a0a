package homebox.controlplane.bench;

import homebox.controlplane.testkit.OwnPostgres;
import java.io.IOException;
import java.util.List;

/**
 * What a PostgreSQL has done for one of its databases.
 *
 * @param seconds how long it took
 * @param cpuMicros of all its processes
 * @param logBytes what it has appended to its log (WAL), for all its databases
 * @param syncs how often it had its log put on the disk
 * @param statements how many were executed; a batch is one for each of its rows
 * @param transactions how many have ended
 * @param checks how many it has taken in
 */
record ServerWork(
    double seconds,
    long cpuMicros,
    long logBytes,
    long syncs,
    long statements,
    long transactions,
    long checks) {
  /** Of all its databases these are told in one of them. */
  static final String TELLER = "postgres";

  private static final String COUNTERS =
      """
      SELECT
        pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0'),
        (SELECT wal_sync FROM pg_stat_wal),
        (SELECT sum(calls) FROM pg_stat_statements WHERE dbid = oid),
        xact_commit + xact_rollback
      FROM (
        SELECT datid AS oid, xact_commit, xact_rollback FROM pg_stat_database WHERE datname = '%s'
      ) AS ours""";

  /** Since it was started; what it says of itself is a second old at most. */
  static ServerWork of(OwnPostgres server, String database) throws IOException {
    long checks = server.base(database).number("SELECT max(id) FROM check_recent");
    List<String> counters = server.base(TELLER).ask(COUNTERS.formatted(database)).get(0);
    Usage usage = Usage.ofFamily(server.pid());
    return new ServerWork(
        usage.nanos() / 1e9,
        usage.cpuMicros(),
        Long.parseLong(counters.get(0)),
        Long.parseLong(counters.get(1)),
        Long.parseLong(counters.get(2)),
        Long.parseLong(counters.get(3)),
        checks);
  }

  ServerWork since(ServerWork before) {
    return new ServerWork(
        seconds - before.seconds,
        cpuMicros - before.cpuMicros,
        logBytes - before.logBytes,
        syncs - before.syncs,
        statements - before.statements,
        transactions - before.transactions,
        checks - before.checks);
  }

  double aCheck(long what) {
    return what / (double) checks;
  }

  double aSecond(long what) {
    return what / seconds;
  }

  /** Statements a second beside those that append a check. */
  double others() {
    return aSecond(statements - checks);
  }
}
