package homebox.controlplane.cluster;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions and votes, as the one that decides sees them. */
final class CouncilStore {
  private static final String OPEN = Sql.named(CouncilStore.class, "insert-vote-request");
  private static final String CLOSE = "DELETE FROM vote_request WHERE round = ?";
  private static final String CLEAR = "DELETE FROM vote_request";
  private static final String FORGET = Sql.named(CouncilStore.class, "delete-late-votes");
  private static final String VOTES = Sql.named(CouncilStore.class, "select-votes");

  private static final Slate.Statements STATEMENTS =
      new Slate.Statements(OPEN, CLOSE, CLEAR, Optional.of(FORGET));

  private final Database database;
  private final Slate slate;
  private final Living living;

  CouncilStore(Database database, Pace pace, Living living) {
    this.database = database;
    this.living = living;
    this.slate = new Slate(database, pace, STATEMENTS);
  }

  /** Who lives, and what was said by round and node. */
  record Votes(Map<String, Optional<String>> nodes, Map<String, Map<String, Row>> said) {
    /** Of every living node there, in the order of their names; {@code self} has seen it fail. */
    List<Ballot> of(String round, Standpoints from, String self) {
      Map<String, Row> votes = said.getOrDefault(round, Map.of());
      return nodes.keySet().stream()
          .filter(node -> from.include(node, nodes.get(node)))
          .sorted()
          .map(node -> ballot(node, node.equals(self), Optional.ofNullable(votes.get(node))))
          .toList();
    }

    private Ballot ballot(String node, boolean ours, Optional<Row> vote) {
      String saw = ours ? Ballot.DOWN : vote.map(row -> row.getString(3)).orElse(Ballot.NOTHING);
      return new Ballot(node, nodes.get(node), saw, vote.map(row -> row.getString(4)));
    }
  }

  boolean works() {
    return database.trouble().isEmpty();
  }

  void clear() {
    slate.clear();
  }

  void open(Request request) {
    slate.open(request.round(), Tuple.of(request.round(), request.service(), request.url()));
  }

  void close(String round) {
    slate.close(round);
  }

  Future<Votes> votes() {
    return database
        .read(
            connection ->
                connection.preparedQuery(VOTES).execute(Tuple.of(Membership.GONE.toMillis())))
        .map(this::votes);
  }

  private Votes votes(RowSet<Row> rows) {
    var nodes = new HashMap<String, Optional<String>>();
    var said = new HashMap<String, Map<String, Row>>();
    for (Row row : rows) {
      String node = row.getString(0);
      String round = row.getString(2);
      if (round != null) {
        said.computeIfAbsent(round, first -> new HashMap<>()).put(node, row);
      } else if (living.has(row.getString(3), row.getBoolean(5))) {
        nodes.put(node, Optional.ofNullable(row.getString(1)));
      }
    }
    return new Votes(nodes, said);
  }
}
