package homebox.controlplane.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the process is well, for those who restart or route by it.
 *
 * @param missing what is not up yet, as {@code what} or {@code what: why}, of which strangers are
 *     told the what; empty when ready
 * @param ticking true while the pipeline's timers come
 * @param figures how the pipeline does, shown with the answer
 */
public record Health(
    Supplier<List<String>> missing, Supplier<Boolean> ticking, Supplier<JsonObject> figures) {
  void mount(Router router) {
    Reading.at(router, "/health/live").handler(this::live);
    Reading.at(router, "/health/ready").handler(this::ready);
  }

  private void live(RoutingContext ctx) {
    boolean well = ticking.get();
    JsonObject body = new JsonObject().put("status", well ? "UP" : "DOWN");
    answer(ctx, well, body.mergeIn(figures.get()));
  }

  private void ready(RoutingContext ctx) {
    List<String> lacking = missing.get();
    boolean details = Sight.of(ctx).details();
    var shown = new JsonArray();
    lacking.forEach(what -> shown.add(details ? what : what.replaceFirst("(?s):.*", "")));
    JsonObject body =
        new JsonObject().put("status", lacking.isEmpty() ? "UP" : "DOWN").put("missing", shown);
    answer(ctx, lacking.isEmpty(), body);
  }

  private static void answer(RoutingContext ctx, boolean well, JsonObject body) {
    Answer.now(ctx, well ? 200 : 503, body);
  }
}
