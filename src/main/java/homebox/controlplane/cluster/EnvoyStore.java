package homebox.controlplane.cluster;

import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** What one node is asked to look at, as that sees it. Fails as {@link SideLine} does. */
record EnvoyStore(SideLine line, String node) implements Questions<FarLook, FarSight> {
  private static final String OPEN = Sql.named(EnvoyStore.class, "select-envoy-looks");
  private static final String SAY = Sql.named(EnvoyStore.class, "update-envoy-look");

  @Override
  public Future<List<FarLook>> open(int limit) {
    return line.ask(connection -> connection.preparedQuery(OPEN).execute(Tuple.of(node, limit)))
        .map(
            rows -> {
              var all = new ArrayList<FarLook>(rows.size());
              rows.forEach(row -> all.add(look(row)));
              return List.copyOf(all);
            });
  }

  @Override
  public Future<Void> say(List<Said<FarSight>> sights) {
    List<Tuple> rows = sights.stream().map(this::row).toList();
    return line.ask(connection -> connection.preparedQuery(SAY).executeBatch(rows)).mapEmpty();
  }

  private Tuple row(Said<FarSight> said) {
    FarSight sight = said.what();
    return Tuple.of(sight.saw(), sight.answer().orElse(null), said.round(), node);
  }

  private static FarLook look(Row row) {
    return new FarLook(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4) != 0);
  }
}
