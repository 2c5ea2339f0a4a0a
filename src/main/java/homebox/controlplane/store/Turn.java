package homebox.controlplane.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The right to write into one schema, which one process has at a time and the server takes back
 * when its connection ends: a session's advisory lock (postgresql.org/docs/current,
 * explicit-locking).
 */
record Turn(SqlConnection writer, Visitor visitor, String place) {
  /** In the lock the schema stands beside it: two installations may share a database. */
  static final int OURS = 0x48435031;

  private static final String TRY = Sql.named(Turn.class, "take-turn");
  private static final String WAIT = Sql.named(Turn.class, "wait-for-turn");
  static final String HOLDER = Sql.named(Turn.class, "select-turn-holder");

  /**
   * An earlier connection of this very run, of which the server does not know yet that it ended.
   */
  private static final String END_OURS = Sql.named(Turn.class, "end-earlier-writers");

  /** Fails with {@link UnusableDatabase} if another process has it. */
  Future<Void> take() {
    return ask(END_OURS, Tuple.of(visitor.name()))
        .compose(ended -> ended.size() > 0 ? ask(WAIT, Tuple.of(OURS)) : attempt())
        .mapEmpty();
  }

  private Future<RowSet<Row>> attempt() {
    return ask(TRY, Tuple.of(OURS))
        .compose(
            tried ->
                tried.iterator().next().getBoolean(0) ? Future.succeededFuture(tried) : refused());
  }

  private Future<RowSet<Row>> refused() {
    return ask(HOLDER, Tuple.of(OURS))
        .compose(
            holders ->
                Future.failedFuture(
                    inUse(
                        place,
                        holders.size() == 0
                            ? Optional.empty()
                            : Optional.of(words(holders.iterator().next())))));
  }

  private static UnusableDatabase inUse(String place, Optional<String> holder) {
    return new UnusableDatabase.Taken(
        place
            + " is in use by "
            + holder.orElse("another process")
            + " — stop that one, or give this one another database_url");
  }

  private static String words(Row holder) {
    return words(holder.getString(0), holder.getString(1));
  }

  /** Who holds it, by the columns of select-turn-holder.sql. */
  private static String words(String name, String address) {
    return name + " (from " + address + ")";
  }

  /**
   * The same for who has a connection of another kind. Blocks.
   *
   * @throws UnusableDatabase if another process has it
   */
  static void take(Connection writer, String place) throws SQLException {
    try (var attempt = writer.prepareStatement(TRY)) {
      attempt.setInt(1, OURS);
      try (ResultSet tried = attempt.executeQuery()) {
        if (!tried.next() || !tried.getBoolean(1)) {
          throw inUse(place, holder(writer));
        }
      }
    }
  }

  /** Who has it now. Blocks. */
  static Optional<String> holder(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(HOLDER)) {
      statement.setInt(1, OURS);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(words(row.getString(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  private Future<RowSet<Row>> ask(String statement, Tuple values) {
    return writer.preparedQuery(statement).execute(values);
  }
}
