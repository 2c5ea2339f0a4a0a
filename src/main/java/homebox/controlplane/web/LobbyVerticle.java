package homebox.controlplane.web;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node answers that stands ready: that it lives, and for all else what the node answers that
 * decides. For who restarts it by {@code /health/live} or routes by {@code /health/ready}, and for
 * people.
 */
public final class LobbyVerticle extends VerticleBase {
  private static final String RETRY = "10"; // seconds; a takeover takes no longer

  private final Settings.Web web;
  private final Pace pace;
  private final Supplier<Optional<HttpUrl>> page;
  private Port port;
  private Passage passage;

  /**
   * Not open yet.
   *
   * @param page where the page of the node that decides is; empty: nobody decides, or it cannot be
   *     reached from here. May be asked from anywhere
   */
  public LobbyVerticle(Settings.Web web, Pace pace, Supplier<Optional<HttpUrl>> page) {
    this.web = web;
    this.pace = pace;
    this.page = page;
  }

  @Override
  public Future<?> start() {
    passage = new Passage(vertx);
    Router router = Router.router(vertx);
    router.get("/health/live").handler(this::live);
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::nothing); // whoever adds nodes up would count all twice
    router.route().handler(this::elsewhere);
    port = new Port(vertx, pace, web, "page of the node that decides", server -> server);
    return port.open(router);
  }

  @Override
  public Future<?> stop() {
    return port.close().eventually(passage::close);
  }

  private void live(RoutingContext ctx) {
    Manners.of(ctx.response());
    Answer.now(ctx, 200, new JsonObject().put("status", "UP").put("turn", false));
  }

  private void ready(RoutingContext ctx) {
    Manners.of(ctx.response());
    Answer.now(
        ctx,
        503,
        new JsonObject().put("status", "DOWN").put("missing", new JsonArray().add("turn")));
  }

  private void elsewhere(RoutingContext ctx) {
    Optional<HttpUrl> there = page.get().filter(known -> !Passage.wasThrough(ctx.request()));
    there.ifPresentOrElse(known -> passage.go(ctx.request(), known), () -> nothing(ctx));
  }

  private void nothing(RoutingContext ctx) {
    Manners.of(ctx.response());
    ctx.response()
        .setStatusCode(503)
        .putHeader("Retry-After", RETRY)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end("This node has no page now: it stands ready while another one decides.\n");
  }
}
