package homebox.controlplane.cluster;

import homebox.controlplane.cluster.Membership.Presence;
import homebox.controlplane.cluster.Membership.Work;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The rows of the nodes; each counts by the database's clock. Fails as {@link SideLine} does. */
record NodeStore(SideLine line) {
  private static final String BEAT = Sql.named(NodeStore.class, "beat");
  private static final String NODES = Sql.named(NodeStore.class, "select-nodes");
  private static final String FORGET = Sql.named(NodeStore.class, "delete-old-nodes");
  private static final String LEAVE = "DELETE FROM node WHERE name = ? AND run = ?";

  /**
   * Says that it lives, and what it does.
   *
   * @param silent who has its name is gone if that is still its last sign of life
   * @return what o'clock it is there; empty: another one that lives has its name
   */
  Future<Optional<Instant>> beat(Self self, Presence presence, Optional<Instant> silent) {
    Tuple values =
        Tuple.wrap(
            new ArrayList<>(
                Arrays.asList(
                    self.name(),
                    self.run().name(),
                    self.host(),
                    self.location().orElse(null),
                    self.version(),
                    presence.rule().config(),
                    presence.address().orElse(null),
                    presence.rule().revision().orElse(null),
                    String.join(" ", new TreeSet<>(presence.rule().unused())),
                    presence.work().map(Work::services).orElse(null),
                    presence.work().flatMap(Work::lagMillis).orElse(null),
                    Membership.GONE.toMillis(),
                    silent.map(Instant::toEpochMilli).orElse(null))));
    return line.ask(connection -> connection.preparedQuery(BEAT).execute(values))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli(rows.iterator().next().getLong(0))));
  }

  /** All that are known, by name. */
  Future<List<Node>> all() {
    return line.ask(
            connection ->
                connection.preparedQuery(NODES).execute(Tuple.of(Membership.GONE.toMillis())))
        .map(
            rows -> {
              var nodes = new ArrayList<Node>();
              rows.forEach(row -> nodes.add(node(row)));
              return List.copyOf(nodes);
            });
  }

  /** Who was not heard of for a week will not come back under that name. */
  Future<Void> forget() {
    return line.ask(connection -> connection.query(FORGET).execute()).mapEmpty();
  }

  /** It is no node any more. */
  Future<Void> leave(Self self) {
    return line.ask(
            connection ->
                connection.preparedQuery(LEAVE).execute(Tuple.of(self.name(), self.run().name())))
        .mapEmpty();
  }

  private static Node node(Row row) {
    return new Node(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        Optional.ofNullable(row.getString(3)),
        row.getString(4),
        Optional.ofNullable(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        row.getBoolean(8),
        Optional.ofNullable(row.getLong(9)),
        row.getBoolean(10));
  }
}
