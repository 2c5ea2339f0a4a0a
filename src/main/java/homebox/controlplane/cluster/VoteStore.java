package homebox.controlplane.cluster;

import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Questions and votes, as one that is asked sees them. Fails as {@link SideLine} does. */
record VoteStore(SideLine line, String node) implements Questions<Request, Sight> {
  private static final String OPEN = Sql.named(VoteStore.class, "select-vote-requests");
  private static final String VOTE = Sql.named(VoteStore.class, "insert-vote");

  @Override
  public Future<List<Request>> open(int limit) {
    return line.ask(connection -> connection.preparedQuery(OPEN).execute(Tuple.of(node, limit)))
        .map(
            rows -> {
              var all = new ArrayList<Request>(rows.size());
              rows.forEach(row -> all.add(request(row)));
              return List.copyOf(all);
            });
  }

  @Override
  public Future<Void> say(List<Said<Sight>> votes) {
    List<Tuple> rows = votes.stream().map(this::row).toList();
    return line.ask(connection -> connection.preparedQuery(VOTE).executeBatch(rows)).mapEmpty();
  }

  private Tuple row(Said<Sight> vote) {
    Sight sight = vote.what();
    return Tuple.wrap(
        new ArrayList<>(
            Arrays.asList(
                node,
                sight.saw(),
                sight.error().orElse(null),
                sight.began().toEpochMilli(),
                vote.round())));
  }

  private static Request request(Row row) {
    return new Request(row.getString(0), row.getString(1), row.getString(2));
  }
}
