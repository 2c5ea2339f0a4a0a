package homebox.controlplane;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import homebox.controlplane.web.LobbyVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Where a node is asked for its health while another one has the page. Belongs to one context. */
final class Lobby {
  private static final Future<String> CLOSED = Future.failedFuture("it is closed");

  private final Vertx vertx;
  private final Pace pace;
  private final Settings.Web web;
  private final AtomicReference<Optional<HttpUrl>> way = new AtomicReference<>(Optional.empty());
  private Future<String> deployment = CLOSED;

  Lobby(Vertx vertx, Pace pace, Settings.Web web) {
    this.vertx = vertx;
    this.pace = pace;
    this.web = web;
  }

  /** Opens it, unless there is to be no page. */
  void open() {
    if (web.enabled()) {
      deployment = vertx.deployVerticle(new LobbyVerticle(web, pace, way::get));
    }
  }

  /** From now on the page is there; empty: nowhere. */
  void leadsTo(Optional<HttpUrl> page) {
    way.set(page);
  }

  /** Never fails; its port is free then. */
  Future<Void> close() {
    Future<String> open = deployment;
    deployment = CLOSED;
    return open.compose(vertx::undeploy).otherwiseEmpty();
  }
}
