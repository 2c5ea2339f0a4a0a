package homebox.controlplane.web;

import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What a node answers that stands ready: that it lives, and that another one has the page. For who
 * restarts it by {@code /health/live} or routes by {@code /health/ready}, and for people.
 */
public final class LobbyVerticle extends VerticleBase {
  private static final String RETRY = "10"; // seconds; a takeover takes no longer

  private final Settings.Web web;
  private final Pace pace;
  private Port port;

  /** Not open yet. */
  public LobbyVerticle(Settings.Web web, Pace pace) {
    this.web = web;
    this.pace = pace;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    Manners.mount(router);
    router.get("/health/live").handler(this::live);
    router.get("/health/ready").handler(this::ready);
    router.route().handler(this::elsewhere);
    port = new Port(vertx, pace, web, "only health checks", server -> server);
    return port.open(router);
  }

  @Override
  public Future<?> stop() {
    return port.close();
  }

  private void live(RoutingContext ctx) {
    Answer.now(ctx, 200, new JsonObject().put("status", "UP").put("turn", false));
  }

  private void ready(RoutingContext ctx) {
    Answer.now(
        ctx,
        503,
        new JsonObject().put("status", "DOWN").put("missing", new JsonArray().add("turn")));
  }

  private void elsewhere(RoutingContext ctx) {
    ctx.response()
        .setStatusCode(503)
        .putHeader("Retry-After", RETRY)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end("This node has no page now: it stands ready while another one decides.\n");
  }
}
