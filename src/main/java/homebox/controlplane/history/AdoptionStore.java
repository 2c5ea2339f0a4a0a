package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Optional;

/**
 * Reads and writes how far the adoption has come: the setting {@code adoption}. Fails as the
 * database.
 */
final class AdoptionStore {
  private static final String KNOWN =
      "SELECT name, value FROM setting WHERE name IN ('adopted_from', 'adopted_at', 'adoption')";
  private static final String FIRST =
      "INSERT INTO setting (name, value) VALUES ('adoption', ?) ON CONFLICT (name) DO NOTHING";
  private static final String NEXT =
      "UPDATE setting SET value = ? WHERE name = 'adoption' AND value = ?";

  private final Database database;

  AdoptionStore(Database database) {
    this.database = database;
  }

  /**
   * A database that has taken the place of the predecessor's.
   *
   * @param file the name of that, beside ours
   * @param at when that was, epoch ms
   * @param text the mark as it is written; empty before the first
   */
  record Begun(String file, long at, String text) {
    AdoptionMark mark() {
      return text.isEmpty() ? AdoptionMark.START : AdoptionMark.of(new JsonObject(text));
    }

    Begun with(AdoptionMark next) {
      return new Begun(file, at, next.toJson().encode());
    }
  }

  /** Empty for any other database. */
  Future<Optional<Begun>> find() {
    return database.read(connection -> connection.query(KNOWN).execute()).map(AdoptionStore::begun);
  }

  private static Optional<Begun> begun(RowSet<Row> rows) {
    var settings = new HashMap<String, String>();
    rows.forEach(row -> settings.put(row.getString(0), row.getString(1)));
    return Optional.ofNullable(settings.get("adopted_at"))
        .map(
            at ->
                new Begun(
                    settings.get("adopted_from"),
                    Long.parseLong(at),
                    settings.getOrDefault("adoption", "")));
  }

  /**
   * In a job: the next mark, if the one before is there; fails if not. A job that was given up may
   * have been done all the same.
   */
  static Future<Begun> advance(SqlConnection connection, Begun from, AdoptionMark to) {
    Begun next = from.with(to);
    Future<RowSet<Row>> written =
        from.text().isEmpty()
            ? connection.preparedQuery(FIRST).execute(Tuple.of(next.text()))
            : connection.preparedQuery(NEXT).execute(Tuple.of(next.text(), from.text()));
    return written.compose(
        rows ->
            rows.rowCount() == 1
                ? Future.succeededFuture(next)
                : Future.failedFuture(new Overtaken()));
  }

  /** It has come further than was known. */
  static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
