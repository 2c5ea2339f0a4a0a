package homebox.controlplane.history;

import homebox.controlplane.history.AdoptionMark.Stage;
import homebox.controlplane.history.AdoptionStore.Begun;
import homebox.controlplane.history.adoption.Flaw;
import homebox.controlplane.history.adoption.OldRow;
import homebox.controlplane.history.adoption.Reader;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.OldChecks;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Takes the rows over, piece by piece: a piece and the mark behind it are one transaction. */
final class AdoptionRows {
  /** Rows in one job of the writer. */
  static final int PIECE = 1_000;

  private static final int GOOD = 0;
  private static final int SLOW = 1;
  private static final int FAILED = 2;

  private static final String LAST = Sql.named(AdoptionRows.class, "select-last-moments");
  private static final String CHECK = Sql.named(AdoptionRows.class, "adopt-check");
  private static final String CHECK_BETWEEN = Sql.named(AdoptionRows.class, "adopt-check-between");
  private static final String CHANGES = "SELECT total_changes()";

  private final Database database;
  private final OldChecks old;
  private final OldServices services;
  private final Reader reader;

  private AdoptionRows(Database database, OldChecks old, OldServices services, Reader reader) {
    this.database = database;
    this.old = old;
    this.services = services;
    this.reader = reader;
  }

  /** The file cannot be read. */
  static final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Away(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Ready to go on where the mark is. */
  static Future<AdoptionRows> open(
      Database database, OldChecks old, AdoptionPlan plan, Begun begun) {
    var reader = new Reader(plan.zone(), begun.at());
    return OldServices.load(database, plan)
        .map(services -> new AdoptionRows(database, old, services, reader))
        .compose(
            rows ->
                begun.mark().place() == 0
                    ? Future.succeededFuture(rows)
                    : rows.remember(begun.at()).map(rows));
  }

  /** The next piece; in the next stage when it was the last one. */
  Future<Begun> next(Begun begun, Catalog catalog) {
    return old.after(begun.mark().place(), PIECE, page -> new Piece(page, reader.read(page.rows())))
        .recover(cause -> Future.failedFuture(new Away(cause)))
        .compose(
            piece -> admit(piece, catalog).compose(rows -> write(begun, piece, rows, catalog)));
  }

  private record Piece(OldChecks.Page page, Reader.Read read) {
    AdoptionMark after(AdoptionMark mark, int kept) {
      int crowded = read.rows().size() - kept;
      OptionalLong damagedAt =
          page.damaged() > 0 ? OptionalLong.of(page.last()) : OptionalLong.empty();
      AdoptionMark next =
          mark.at(page.last(), kept)
              .flawed(read.flaws(), read.firstFlaw())
              .flawed(some(Flaw.CROWDED, crowded), OptionalLong.empty())
              .flawed(some(Flaw.DAMAGED, page.damaged()), damagedAt);
      return page.more() ? next : next.begin(Stage.INCIDENTS);
    }

    private static Map<Flaw, Integer> some(Flaw flaw, int count) {
      return count == 0 ? Map.of() : Map.of(flaw, count);
    }
  }

  /** Everything that they speak of has a number afterwards. */
  private Future<List<CheckRow>> admit(Piece piece, Catalog catalog) {
    var names = piece.read().rows().stream().map(OldRow::service).collect(Collectors.toSet());
    return services
        .admit(names, catalog, database)
        .map(known -> piece.read().rows().stream().map(this::check).toList())
        .compose(
            rows -> Newcomers.admit(new Batch(0, rows, List.of()), catalog, database).map(rows));
  }

  private CheckRow check(OldRow row) {
    String id = services.id(row.service()).orElseThrow();
    return new CheckRow(
        id, row.at(), 0, outcome(row, id), row.took(), row.status(), row.error(), null, null);
  }

  private int outcome(OldRow row, String id) {
    if (!row.healthy()) {
      return FAILED;
    }
    return Duration.ofMillis(row.took()).compareTo(services.limit(id)) > 0 ? SLOW : GOOD;
  }

  private Future<Begun> write(Begun begun, Piece piece, List<CheckRow> rows, Catalog catalog) {
    var behind = new ArrayList<Tuple>(rows.size());
    var between = new ArrayList<Tuple>();
    for (int n = 0; n < rows.size(); n++) {
      boolean inOrder = piece.read().rows().get(n).inOrder();
      (inOrder ? behind : between).add(Batch.tuple(0, rows.get(n), catalog));
    }
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            catalog.generation(),
            connection ->
                insert(connection, behind, between)
                    .compose(
                        kept ->
                            AdoptionStore.advance(
                                connection, begun, piece.after(begun.mark(), kept))));
  }

  /**
   * How many there are more; what a batch says of it is wrong where one was passed over. To look
   * for a free time doubles what a row costs: only those do that need it.
   */
  private static Future<Integer> insert(
      SqlConnection connection, List<Tuple> behind, List<Tuple> between) {
    return changes(connection)
        .compose(
            before ->
                Batch.insert(connection, CHECK, behind)
                    .compose(done -> Batch.insert(connection, CHECK_BETWEEN, between))
                    .compose(done -> changes(connection))
                    .map(after -> after - before));
  }

  private static Future<Integer> changes(SqlConnection connection) {
    return connection.query(CHANGES).execute().map(rows -> rows.iterator().next().getInteger(0));
  }

  /** What was read of each service last, by an earlier process. */
  private Future<Void> remember(long until) {
    return database
        .read(connection -> connection.preparedQuery(LAST).execute(Tuple.of(until)))
        .map(
            rows -> {
              rows.forEach(this::remember);
              return null;
            });
  }

  private void remember(Row row) {
    var moments = new ArrayList<Long>();
    new JsonArray(row.getString(2)).forEach(at -> moments.add(((Number) at).longValue()));
    Collections.reverse(moments);
    String name = row.getString(0);
    if (!moments.isEmpty() && services.id(name).filter(row.getString(1)::equals).isPresent()) {
      reader.remember(name, moments);
    }
  }
}
