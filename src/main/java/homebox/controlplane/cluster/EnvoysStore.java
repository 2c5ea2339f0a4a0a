package homebox.controlplane.cluster;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What other nodes are asked to look at, as the one that decides sees it. */
final class EnvoysStore {
  private static final String OPEN = Sql.named(EnvoysStore.class, "insert-envoy-look");
  private static final String CLOSE = "DELETE FROM envoy_look WHERE round = ?";
  private static final String CLEAR = "DELETE FROM envoy_look";
  private static final String ANSWERS = Sql.named(EnvoysStore.class, "select-envoy-answers");

  private static final Slate.Statements STATEMENTS =
      new Slate.Statements(OPEN, CLOSE, CLEAR, Optional.empty());

  private final Database database;
  private final Slate slate;
  private final Living living;

  EnvoysStore(Database database, Pace pace, Living living) {
    this.database = database;
    this.living = living;
    this.slate = new Slate(database, pace, STATEMENTS);
  }

  /** Who lives and where, and what was answered by round. */
  record Answers(Map<String, Optional<String>> nodes, Map<String, FarSight> said) {}

  boolean works() {
    return database.trouble().isEmpty();
  }

  void clear() {
    slate.clear();
  }

  void open(FarLook look) {
    slate.open(
        look.round(),
        Tuple.of(look.round(), look.node(), look.service(), look.url(), look.fresh() ? 1L : 0L));
  }

  void close(String round) {
    slate.close(round);
  }

  Future<Answers> answers() {
    return database
        .read(
            connection ->
                connection.preparedQuery(ANSWERS).execute(Tuple.of(Membership.GONE.toMillis())))
        .map(this::answers);
  }

  private Answers answers(RowSet<Row> rows) {
    var nodes = new HashMap<String, Optional<String>>();
    var said = new HashMap<String, FarSight>();
    for (Row row : rows) {
      String round = row.getString(2);
      if (round != null) {
        said.put(round, new FarSight(row.getString(3), Optional.ofNullable(row.getString(4))));
      } else if (living.has(row.getString(3), row.getBoolean(5))) {
        nodes.put(row.getString(0), Optional.ofNullable(row.getString(1)));
      }
    }
    return new Answers(nodes, said);
  }
}
