package homebox.controlplane.history;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Writes the configured services into the database, and reads what it has numbers for. */
final class CatalogReader {
  private static final int PIECE = 1_000;
  private static final String UPSERT = Sql.named(CatalogReader.class, "upsert-service");
  private static final String SETTINGS = Sql.named(CatalogReader.class, "select-settings");
  private static final String MARK =
      "INSERT INTO setting (name, value) VALUES ('database_id', ?) ON CONFLICT (name) DO NOTHING";
  private static final String CONFIGURED =
      "SELECT id FROM service WHERE origin IN ('file', 'page') AND removed IS NULL"
          + " AND id NOT IN (SELECT id FROM page_entry WHERE kind = 'SERVICE')";
  private static final String REMOVED = "UPDATE service SET removed = ? WHERE id = ?";
  private static final String SERVICES = "SELECT id, number FROM service";
  private static final String SENTENCES = "SELECT sentence, number FROM error_text";

  private final Database database;
  private final Logbook logbook;
  private volatile Set<String> added = Set.of();
  private List<ServiceConfig> services;

  CatalogReader(Database database, Logbook logbook, List<ServiceConfig> services) {
    this.database = database;
    this.logbook = logbook;
    this.services = services;
  }

  /** The ids of those that were added in the page, before they are followed. */
  void added(Set<String> ids) {
    added = ids;
  }

  /** The next reading writes these. */
  void follow(List<ServiceConfig> configured) {
    services = configured;
  }

  /**
   * What was read.
   *
   * @param lastId the highest in {@code check_recent}, 0 if it is empty
   */
  record Found(Catalog catalog, Marks marks, long lastId) {}

  /** Brings the services up to date, as they are configured at {@code now}, then reads. */
  Future<Found> read(long now) {
    int generation = database.generation();
    List<Tuple> all = services.stream().map(this::row).toList();
    Future<Void> written = write(generation, MARK, List.of(Tuple.of(UUID.randomUUID().toString())));
    for (int from = 0; from < all.size(); from += PIECE) {
      List<Tuple> piece = all.subList(from, Math.min(from + PIECE, all.size()));
      written = written.compose(before -> write(generation, UPSERT, piece));
    }
    return written
        .compose(done -> remove(generation, all, now))
        .compose(done -> logbook.begin())
        .compose(begun -> database.read(connection -> find(connection, generation)));
  }

  /** Those that are configured no more keep their past. */
  private Future<Void> remove(int generation, List<Tuple> configured, long now) {
    var here = new HashSet<String>();
    configured.forEach(row -> here.add(row.getString(0)));
    return database
        .read(connection -> connection.query(CONFIGURED).execute())
        .compose(
            rows -> {
              var gone = new ArrayList<Tuple>();
              rows.forEach(row -> gone.add(Tuple.of(now, row.getString(0))));
              gone.removeIf(row -> here.contains(row.getString(1)));
              return gone.isEmpty() ? Future.succeededFuture() : write(generation, REMOVED, gone);
            });
  }

  private Future<Void> write(int generation, String statement, List<Tuple> rows) {
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            generation,
            connection -> connection.preparedQuery(statement).executeBatch(rows).mapEmpty());
  }

  private static Future<Found> find(SqlConnection connection, int generation) {
    return connection
        .query(SETTINGS)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(
            row -> new Found(new Catalog(generation, row.getString(1)), marks(row), row.getLong(2)))
        .compose(
            found ->
                pairs(connection, SERVICES, found.catalog()::service)
                    .compose(read -> pairs(connection, SENTENCES, found.catalog()::sentence))
                    .compose(read -> Askers.numbers(connection))
                    .onSuccess(all -> all.forEach(found.catalog()::place))
                    .map(found));
  }

  /** How far the work on closed hours has come. */
  static Future<Marks> marks(SqlConnection connection) {
    return connection.query(SETTINGS).execute().map(rows -> marks(rows.iterator().next()));
  }

  private static Marks marks(Row row) {
    return new Marks(
        row.getLong(0), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
  }

  private static Future<Void> pairs(SqlConnection connection, String question, Pair pair) {
    return connection.query(question).execute().map(rows -> each(rows, pair));
  }

  private static Void each(RowSet<Row> rows, Pair pair) {
    rows.forEach(row -> pair.of(row.getString(0), row.getInteger(1)));
    return null;
  }

  private interface Pair {
    void of(String text, int number);
  }

  private Tuple row(ServiceConfig service) {
    var values = new ArrayList<Object>();
    values.add(service.id());
    values.add(service.name());
    values.add(service.label().group());
    values.add(service.ask().kind());
    values.add(service.ask().shownUrl());
    values.add(added.contains(service.id()) ? "page" : "file");
    return Tuple.wrap(values);
  }
}
