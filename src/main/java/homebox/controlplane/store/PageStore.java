package homebox.controlplane.store;

import homebox.controlplane.config.Addition;
import homebox.controlplane.config.Addition.Kind;
import homebox.controlplane.config.Additions;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what was added in the page. Fails as {@link Database} does. */
public final class PageStore {
  private static final String ALL =
      "SELECT kind, id, version, entry, changed_by, changed FROM page_entry ORDER BY position";
  private static final String INSERT = Sql.named(PageStore.class, "insert-page-entry");
  private static final String UPDATE = Sql.named(PageStore.class, "update-page-entry");
  private static final String DELETE =
      "DELETE FROM page_entry WHERE kind = ? AND id = ? AND version = ?";

  private final Database database;

  /** In {@code database}. */
  public PageStore(Database database) {
    this.database = database;
  }

  /** All of it. */
  public Future<Additions> all() {
    return all(database);
  }

  /** All that is kept there. */
  public static Future<Additions> all(ReadableDatabase database) {
    return database.read(connection -> connection.query(ALL).execute()).map(PageStore::additions);
  }

  /**
   * Keeps one.
   *
   * @param before as it was; empty: it is new
   */
  public Future<Void> keep(Addition now, Optional<Addition> before) {
    return before
        .map(old -> write(UPDATE, update(now, old)))
        .orElseGet(() -> write(INSERT, insert(now)));
  }

  /** Forgets one. */
  public Future<Void> forget(Addition last) {
    return write(DELETE, Tuple.of(last.kind().name(), last.id(), last.version()));
  }

  /** Nobody else writes here; if somebody did, nothing is written over. */
  private Future<Void> write(String statement, Tuple values) {
    return database
        .writer()
        .submit(Lane.URGENT, connection -> connection.preparedQuery(statement).execute(values))
        .compose(
            rows ->
                rows.rowCount() == 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new StoreUnavailable(
                            "somebody else has written what was added in the page — restart",
                            null)));
  }

  private static Tuple insert(Addition now) {
    return Tuple.from(
        List.of(
            now.kind().name(),
            now.id(),
            now.version(),
            now.entry(),
            now.enabled() ? 1 : 0,
            now.at().toEpochMilli(),
            now.by()));
  }

  private static Tuple update(Addition now, Addition old) {
    return Tuple.from(
        List.of(
            now.version(),
            now.entry(),
            now.enabled() ? 1 : 0,
            now.at().toEpochMilli(),
            now.by(),
            now.kind().name(),
            now.id(),
            old.version()));
  }

  private static Additions additions(RowSet<Row> rows) {
    var all = new ArrayList<Addition>(rows.size());
    rows.forEach(
        row ->
            all.add(
                new Addition(
                    Kind.valueOf(row.getString(0)),
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    Instant.ofEpochMilli(row.getLong(5)))));
    return new Additions(all);
  }
}
