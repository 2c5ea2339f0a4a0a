package homebox.controlplane.web;

import homebox.controlplane.check.CheckResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code GET /api/v1/recent}: the last response times of each service, for the small curves of the
 * overview, which the feed then carries on. One event loop's alone.
 */
final class Recent {
  /** How many of each. */
  static final int LENGTH = 30;

  private static final int FAILED = -1;

  private final ServiceTable table;
  private final Map<String, Deque<Integer>> times = new HashMap<>();

  Recent(ServiceTable table) {
    this.table = table;
  }

  void hear(CheckResult result) {
    if (table.row(result.service()).isEmpty()) {
      return;
    }
    int took =
        result
            .outcome()
            .match(
                good -> (int) good.took().toMillis(),
                slow -> (int) slow.took().toMillis(),
                failed -> FAILED);
    Deque<Integer> last = times.computeIfAbsent(result.service(), id -> new ArrayDeque<>(LENGTH));
    if (last.size() == LENGTH) {
      last.removeFirst();
    }
    last.addLast(took);
  }

  /** What nobody shows any more is forgotten. */
  void follow() {
    times.keySet().removeIf(id -> table.row(id).isEmpty());
  }

  void mount(Router router) {
    Reading.at(router, "/api/v1/recent").handler(this::recent);
  }

  /** Oldest first; a failed answer has no time: null. */
  private void recent(RoutingContext ctx) {
    Sight sight = Sight.of(ctx);
    var services = new JsonArray();
    for (ServiceRow row : table.rows()) {
      Deque<Integer> last = times.get(row.config().id());
      if (last != null && sight.sees(row.config())) {
        var all = new JsonArray();
        last.forEach(took -> all.add(took == FAILED ? null : took));
        services.add(new JsonObject().put("id", row.config().id()).put("response_ms", all));
      }
    }
    Api.json(ctx, new JsonObject().put("services", services));
  }
}
