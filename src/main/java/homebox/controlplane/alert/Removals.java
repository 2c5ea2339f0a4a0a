package homebox.controlplane.alert;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Ends what was open of services that are watched no more. Whoever was told of it is told that too,
 * with the next message that goes there. Fails as {@link Database} does; twice is once.
 */
final class Removals {
  private static final String OPEN = Sql.named(Removals.class, "select-open");
  private static final String END = Sql.named(Removals.class, "end-removed");
  private static final String MESSAGE = Sql.named(Removals.class, "insert-removed");
  private static final String TOLD = "DELETE FROM told WHERE service = ?";
  private static final String STATE = "DELETE FROM service_state WHERE service = ?";

  private final Database database;
  private final List<String> channels;

  /** Tells these channels. */
  Removals(Database database, List<String> channels) {
    this.database = database;
    this.channels = channels;
  }

  /** All but those whose ids are {@code watched}, in one transaction. */
  Future<List<Removed>> end(Set<String> watched, Instant now) {
    return database
        .read(connection -> connection.query(OPEN).execute())
        .map(
            rows -> {
              var gone = new ArrayList<Removed>();
              rows.forEach(row -> gone.add(removed(row)));
              gone.removeIf(each -> watched.contains(each.service()));
              return List.copyOf(gone);
            })
        .compose(gone -> gone.isEmpty() ? Future.succeededFuture(gone) : write(gone, now));
  }

  private Future<List<Removed>> write(List<Removed> gone, Instant now) {
    List<Tuple> ends = gone.stream().map(each -> each.ending(now)).toList();
    List<Tuple> messages =
        gone.stream().flatMap(each -> each.messages(channels, now).stream()).toList();
    List<String> incidents = gone.stream().map(Removed::incident).toList();
    List<Tuple> ids = gone.stream().map(each -> Tuple.of(each.service())).toList();
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                batch(connection, END, ends)
                    .compose(done -> Moot.drop(connection, incidents))
                    .compose(done -> batch(connection, MESSAGE, messages))
                    .compose(done -> batch(connection, TOLD, ids))
                    .compose(done -> batch(connection, STATE, ids)))
        .map(gone);
  }

  private static Future<Void> batch(
      SqlConnection connection, String statement, List<Tuple> values) {
    return values.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(statement).executeBatch(values).mapEmpty();
  }

  private static Removed removed(Row row) {
    return new Removed(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        Incident.Kind.valueOf(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)));
  }
}
