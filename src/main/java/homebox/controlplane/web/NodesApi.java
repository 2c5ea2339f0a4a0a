package homebox.controlplane.web;

import homebox.controlplane.config.Editor;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/v1/nodes}: the hosts that share a database, of which one decides; none where
 * there is no cluster. {@code POST /api/v1/nodes/:name/use} has what one's own file says hold for
 * all of them.
 */
final class NodesApi {
  private static final Logger log = LoggerFactory.getLogger(NodesApi.class);

  private static final String NODES = Sql.named(NodesApi.class, "select-nodes");
  private static final String CURSOR = "\\P{Cntrl}{1,100}";

  private static final String NO_FILE =
      "There is no host of this name whose own configuration file is known; /api/v1/nodes lists them.";

  private final Database database;
  private final Editor editor;
  private final ServiceView view;

  NodesApi(Database database, Editor editor, ServiceView view) {
    this.database = database;
    this.editor = editor;
    this.view = view;
  }

  /**
   * One of them.
   *
   * @param differs its own file says something else than what holds for all
   * @param behind it does not go by what holds for all
   */
  private record Node(
      String name,
      String host,
      Optional<String> location,
      String version,
      Instant since,
      Instant seen,
      boolean live,
      boolean decides,
      boolean differs,
      boolean behind,
      Optional<Long> services,
      Optional<Long> lagMillis,
      List<String> unused) {
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
          row.getInteger(8) == 1,
          row.getInteger(9) == 1,
          Optional.ofNullable(row.getLong(10)),
          Optional.ofNullable(row.getLong(11)),
          names(row.getString(12)));
    }

    private static List<String> names(String text) {
      return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
  }

  void mount(Router router, Changing changing) {
    Reading.at(router, "/api/v1/nodes").handler(this::page);
    changing.at(
        router, HttpMethod.POST, "/api/v1/nodes/:name/use", (ctx, who, body) -> use(ctx, who));
  }

  private void use(RoutingContext ctx, Actor who) {
    String node = ctx.pathParam("name");
    editor
        .use(node)
        .onSuccess(
            known -> {
              if (known) {
                log.info(
                    "{} has the configuration file of {} hold for all hosts", who.name(), node);
                ctx.response().setStatusCode(204).end();
              } else {
                Problem.send(ctx, 404, NO_FILE);
              }
            })
        .onFailure(cause -> Answer.away(ctx, cause));
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
        .put("own_file_differs", node.differs())
        .put("behind", node.behind())
        .put("services", node.live() ? node.services().orElse(null) : null)
        .put("lag_ms", node.live() ? node.lagMillis().orElse(null) : null)
        .put("unused_variables", new JsonArray(details ? node.unused() : List.of()));
  }
}
