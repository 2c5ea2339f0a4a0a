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
        PhaseBytes.read(bytes(row.getValue(6))));
  }

  private static byte[] bytes(Object value) {
    return value instanceof Buffer buffer ? buffer.getBytes() : (byte[]) value;
  }
}
