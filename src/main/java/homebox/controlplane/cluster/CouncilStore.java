package homebox.controlplane.cluster;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions and votes, as the one that decides sees them. What it asks is written a few hundred at
 * a time: when a network goes, everything fails at once.
 */
final class CouncilStore {
  private static final Logger log = LoggerFactory.getLogger(CouncilStore.class);

  private static final String OPEN = Sql.named(CouncilStore.class, "insert-vote-request");
  private static final String VOTES = Sql.named(CouncilStore.class, "select-votes");
  private static final String CLOSE = "DELETE FROM vote_request WHERE round = ?";
  private static final String FORGET = Sql.named(CouncilStore.class, "delete-late-votes");

  /** So many are written at once: few enough for 20 ms. */
  private static final int MOST = 200;

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Database database;
  private final Pace pace;
  private final Deque<Request> opening = new ArrayDeque<>();
  private final Deque<String> closing = new ArrayDeque<>();
  private boolean writing;

  CouncilStore(Database database, Pace pace) {
    this.database = database;
    this.pace = pace;
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

  /** Before anything is asked; where that fails others look once at what nobody wants to know. */
  void clear() {
    database
        .writer()
        .submit(
            Lane.ORDINARY,
            connection ->
                connection
                    .query("DELETE FROM vote_request")
                    .execute()
                    .compose(done -> connection.query(FORGET).execute()))
        .onFailure(away -> log.debug("old questions stay: {}", away.getMessage()));
  }

  void open(Request request) {
    opening.add(request);
    write();
  }

  /** It may be under way to be written: then it is taken back after that. */
  void close(String round) {
    if (!opening.removeIf(request -> request.round().equals(round))) {
      closing.add(round);
      write();
    }
  }

  Future<Votes> votes() {
    return database
        .read(
            connection ->
                connection.preparedQuery(VOTES).execute(Tuple.of(Membership.GONE.toMillis())))
        .map(CouncilStore::votes);
  }

  private static Votes votes(RowSet<Row> rows) {
    var nodes = new HashMap<String, Optional<String>>();
    var said = new HashMap<String, Map<String, Row>>();
    for (Row row : rows) {
      String node = row.getString(0);
      String round = row.getString(2);
      if (round == null) {
        nodes.put(node, Optional.ofNullable(row.getString(1)));
      } else {
        said.computeIfAbsent(round, first -> new HashMap<>()).put(node, row);
      }
    }
    return new Votes(nodes, said);
  }

  private void write() {
    if (writing || opening.isEmpty() && closing.isEmpty()) {
      return;
    }
    writing = true;
    List<Request> asked = next(opening);
    List<String> over = next(closing);
    database
        .writer()
        .submit(Lane.ORDINARY, connection -> write(connection, asked, over))
        .onComplete(
            (done, away) -> {
              writing = false;
              if (away == null) {
                write();
              } else {
                putBack(asked);
                closing.addAll(over);
                pace.after(AGAIN, () -> database.working().onSuccess(works -> write()));
              }
            });
  }

  /** Twice is once. They go first, for one that is over by now must be written before its end. */
  private void putBack(List<Request> asked) {
    for (int last = asked.size() - 1; last >= 0; last--) {
      opening.addFirst(asked.get(last));
    }
  }

  private static <T> List<T> next(Deque<T> waiting) {
    var some = new ArrayList<T>();
    while (some.size() < MOST && !waiting.isEmpty()) {
      some.add(waiting.poll());
    }
    return some;
  }

  private static Future<Void> write(
      SqlConnection connection, List<Request> asked, List<String> over) {
    return batch(
            connection,
            OPEN,
            asked.stream().map(it -> Tuple.of(it.round(), it.service(), it.url())).toList())
        .compose(done -> batch(connection, CLOSE, over.stream().map(Tuple::of).toList()))
        .compose(
            done ->
                over.isEmpty()
                    ? Future.succeededFuture()
                    : connection.query(FORGET).execute().mapEmpty());
  }

  private static Future<Void> batch(SqlConnection connection, String statement, List<Tuple> rows) {
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(statement).executeBatch(rows).mapEmpty();
  }
}
