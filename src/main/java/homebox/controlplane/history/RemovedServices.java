package homebox.controlplane.history;

import homebox.controlplane.store.ReadableDatabase;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Answers of whom there is a past but who is watched no more: removed, disabled, or taken over from
 * a predecessor. Fails as the database does.
 */
public final class RemovedServices {
  private static final String PAGE = Sql.named(RemovedServices.class, "select-removed");
  private static final String ONE = Sql.named(RemovedServices.class, "select-one-removed");

  private final ReadableDatabase database;

  /** Asks {@code database}. */
  public RemovedServices(ReadableDatabase database) {
    this.database = database;
  }

  /**
   * One as it was known last.
   *
   * @param group empty: none
   * @param kind empty: not known
   * @param url without anything secret; empty: not known
   * @param removed since when it is in no configuration; empty: it is disabled, or was never in one
   * @param watchedFrom its first answer, as far as hours are summed up
   */
  public record Removed(
      String id,
      String name,
      String group,
      String kind,
      String url,
      Optional<Instant> removed,
      Optional<Instant> watchedFrom) {}

  /** Those that are not among the {@code watched} ids, by id; {@code after}: the last one read. */
  public Future<List<Removed>> page(Collection<String> watched, Optional<String> after, int limit) {
    String ids = new JsonArray(List.copyOf(watched)).encode();
    return ask(PAGE, Tuple.of(after.orElse(""), ids, limit));
  }

  /** The one of that id, whether it is watched or not. */
  public Future<Optional<Removed>> find(String id) {
    return ask(ONE, Tuple.of(id)).map(found -> found.stream().findFirst());
  }

  private Future<List<Removed>> ask(String question, Tuple values) {
    return database
        .read(connection -> connection.preparedQuery(question).execute(values))
        .map(RemovedServices::all);
  }

  private static List<Removed> all(RowSet<Row> rows) {
    var all = new ArrayList<Removed>(rows.size());
    rows.forEach(row -> all.add(one(row)));
    return List.copyOf(all);
  }

  private static Removed one(Row row) {
    return new Removed(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getLong(5)).map(Instant::ofEpochMilli),
        Optional.ofNullable(row.getLong(6)).map(Instant::ofEpochMilli));
  }
}
