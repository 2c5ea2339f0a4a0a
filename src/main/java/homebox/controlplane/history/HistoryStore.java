package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers what the past was. Fails as {@link Database#read} does. */
public final class HistoryStore {
  private static final String LAST = Sql.named(HistoryStore.class, "last-checks");
  private static final String BETWEEN = Sql.named(HistoryStore.class, "checks-between");
  private static final String KNOWN = "SELECT 1 FROM service WHERE id = ?";

  private final Database database;

  /** Asks {@code database}. */
  public HistoryStore(Database database) {
    this.database = database;
  }

  /**
   * The newest checks of a service.
   *
   * @param service its id; of an unknown one nothing is known
   * @param limit how many at most
   * @param before only checks that began earlier than this
   * @return the newest first
   */
  public Future<List<StoredCheck>> lastChecks(String service, int limit, Instant before) {
    long until = before.toEpochMilli();
    var asked = Tuple.of(service, until, limit, service, until, limit);
    asked.addInteger(limit);
    return database
        .read(connection -> connection.preparedQuery(LAST).execute(asked))
        .map(HistoryStore::checks);
  }

  /**
   * Some of a service's checks, the newest first.
   *
   * @param next what is asked for as {@code before} to read on; empty: that was all
   */
  public record Page(List<StoredCheck> checks, Optional<Instant> next) {
    /** Of rows of which one more was read than fit; those of one moment stay together. */
    static Page of(List<StoredCheck> found, int limit) {
      if (found.size() <= limit) {
        return new Page(found, Optional.empty());
      }
      Instant over = found.get(limit).at();
      int whole = limit;
      while (whole > 0 && found.get(whole - 1).at().equals(over)) {
        whole--;
      }
      List<StoredCheck> page = found.subList(0, whole == 0 ? limit : whole);
      return new Page(page, Optional.of(page.get(page.size() - 1).at()));
    }
  }

  /**
   * The checks of a service within a time, the newest first.
   *
   * @param service its id; of an unknown one nothing is known
   * @param from the first moment of that time
   * @param before the first moment after it
   * @param limit how many at most
   */
  public Future<Page> page(String service, Instant from, Instant before, int limit) {
    var asked = Tuple.of(service, from.toEpochMilli(), before.toEpochMilli(), limit + 1);
    return database
        .read(connection -> connection.preparedQuery(BETWEEN).execute(asked))
        .map(rows -> Page.of(checks(rows), limit));
  }

  /** The newest checks of a service; quicker than to look through the whole open hour. */
  public Future<Page> newest(String service, int limit) {
    return lastChecks(service, limit + 1, Instant.ofEpochMilli(Long.MAX_VALUE))
        .map(found -> Page.of(found, limit));
  }

  /** Whether there is, or was, such a service. */
  public Future<Boolean> knows(String service) {
    return database
        .read(connection -> connection.preparedQuery(KNOWN).execute(Tuple.of(service)))
        .map(rows -> rows.size() > 0);
  }

  private static List<StoredCheck> checks(RowSet<Row> rows) {
    var all = new ArrayList<StoredCheck>(rows.size());
    rows.forEach(row -> all.add(check(row)));
    return List.copyOf(all);
  }

  private static StoredCheck check(Row row) {
    Integer status = row.getInteger(4);
    return new StoredCheck(
        Instant.ofEpochMilli(row.getLong(0)),
        row.getInteger(1),
        StoredCheck.Kind.values()[row.getInteger(2)],
        Duration.ofMillis(row.getLong(3)),
        status == null ? OptionalInt.empty() : OptionalInt.of(status),
        Optional.ofNullable(row.getString(5)),
        PhaseBytes.read(bytes(row.getValue(6))),
        Optional.ofNullable(row.getString(7)));
  }

  private static byte[] bytes(Object value) {
    return value instanceof Buffer buffer ? buffer.getBytes() : (byte[]) value;
  }
}
