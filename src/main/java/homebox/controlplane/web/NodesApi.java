package homebox.controlplane.web;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/v1/nodes}: the hosts that share a database, of which one decides; none where
 * there is no cluster.
 */
final class NodesApi {
  private static final String NODES = Sql.named(NodesApi.class, "select-nodes");
  private static final String CURSOR = "\\P{Cntrl}{1,100}";

  private final Database database;
  private final ServiceView view;

  NodesApi(Database database, ServiceView view) {
    this.database = database;
    this.view = view;
  }

  /** One of them; {@code differs}: its own file is not that of the one that decides. */
  private record Node(
      String name,
      String host,
      Optional<String> location,
      String version,
      Instant since,
      Instant seen,
      boolean live,
      boolean decides,
      boolean differs) {
    static Node of(Row row) {
      return new Node(
          row.getString(0),
          row.getString(1),
          Optional.ofNullable(row.getString(2)),
          row.getString(3),
          Instant.ofEpochMilli(row.getLong(4)),
          Instant.ofEpochMilli(row.getLong(5)),
          row.getInteger(6) == 1,
          row.getInteger(7) == 1,
          row.getInteger(8) == 1);
    }
  }

  void mount(Router router) {
    Reading.at(router, "/api/v1/nodes").handler(this::page);
  }

  private void page(RoutingContext ctx) {
    boolean details = Sight.of(ctx).details();
    Paging.of(ctx, CURSOR)
        .ifPresent(
            paging ->
                Answer.of(
                    ctx,
                    read(paging)
                        .map(
                            found ->
                                paging.page(
                                    "nodes", found, node -> json(node, details), Node::name))));
  }

  private Future<List<Node>> read(Paging paging) {
    Tuple values = Tuple.of(paging.after().orElse(""), paging.rows());
    return database
        .read(connection -> connection.preparedQuery(NODES).execute(values))
        .map(
            rows -> {
              var nodes = new ArrayList<Node>();
              rows.forEach(row -> nodes.add(Node.of(row)));
              return List.copyOf(nodes);
            });
  }

  private JsonObject json(Node node, boolean details) {
    return new JsonObject()
        .put("name", node.name())
        .put("location", node.location().orElse(null))
        .put("host", details ? node.host() : null)
        .put("version", node.version())
        .put("since", view.time(Optional.of(node.since())))
        .put("last_seen", view.time(Optional.of(node.seen())))
        .put("live", node.live())
        .put("decides", node.decides())
        .put("own_file_differs", node.differs());
  }
}
