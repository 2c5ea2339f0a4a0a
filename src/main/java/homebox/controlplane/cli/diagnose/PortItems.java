package homebox.controlplane.cli.diagnose;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.http.HttpProbes;
import homebox.controlplane.cli.diagnose.Diagnosis.Means;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.TextMatch;
import homebox.controlplane.config.Timing;
import homebox.controlplane.store.DataLock;
import homebox.controlplane.store.ServerExamination;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the page gets its port, or has it. */
record PortItems(Settings settings, Means means) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Why a port cannot be had. */
  enum Obstacle {
    NONE,
    TAKEN,
    NOT_HERE,
    FORBIDDEN,
    OTHER
  }

  Future<List<Item>> all() {
    Settings.Web web = settings.web();
    if (!web.enabled()) {
      return Future.succeededFuture(List.of(Item.note("no page and no API: web.enabled is false")));
    }
    if (web.port() == 0) {
      return Future.succeededFuture(List.of(Item.well("web.port is 0: any that is free")));
    }
    Obstacle obstacle = obstacle(web.host(), web.port());
    return holder()
        .compose(
            holder ->
                (obstacle == Obstacle.TAKEN ? ours() : Future.succeededFuture(false))
                    .map(
                        ours ->
                            List.of(item(web.host() + ":" + web.port(), obstacle, holder, ours))));
  }

  /** Who writes into our database; unknown where it cannot be asked. */
  private Future<Optional<String>> holder() {
    return settings
        .database()
        .server()
        .map(
            server ->
                means
                    .vertx()
                    .executeBlocking(() -> ServerExamination.of(server).holder())
                    .otherwise(Optional.empty()))
        .orElseGet(() -> Future.succeededFuture(DataLock.holder(settings.database().path())));
  }

  /** A port that our own run has is as it should be; the lock tells that there is one. */
  static Item item(String place, Obstacle obstacle, Optional<String> holder, boolean ours) {
    return switch (obstacle) {
      case NONE -> Item.well(place + " is free" + holder.map(PortItems::free).orElse(""));
      case TAKEN ->
          holder.isPresent() && ours
              ? Item.well(place + " has our own page, of " + holder.get())
              : Item.bad(
                  place + " is taken by another program",
                  "stop that one (ss -ltnp shows it), or set another web.port");
      case NOT_HERE ->
          Item.bad(
              place + " is no address of this machine",
              "set web.host to 127.0.0.1, to 0.0.0.0, or to an address that «ip addr» shows");
      case FORBIDDEN ->
          Item.bad(place + " is not allowed to this user", "set web.port to 1024 or more");
      case OTHER -> Item.bad(place + " cannot be opened", "look at web.host and web.port");
    };
  }

  private static String free(String holder) {
    return "; " + holder + " runs without it: it was started with another port, or without a page";
  }

  /** Tries it for a moment. */
  private static Obstacle obstacle(String host, int port) {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return Obstacle.NOT_HERE;
    }
    try (var socket = new ServerSocket()) {
      socket.bind(address);
      return Obstacle.NONE;
    } catch (BindException refused) {
      return of(String.valueOf(refused.getMessage()));
    } catch (IOException refused) {
      return Obstacle.OTHER;
    }
  }

  /** The C library's words for EADDRINUSE, EADDRNOTAVAIL and EACCES: Java keeps only the words. */
  private static Obstacle of(String words) {
    if (words.contains("in use") || words.contains("utilisée")) {
      return Obstacle.TAKEN;
    }
    if (words.contains("assign") || words.contains("attribuer")) {
      return Obstacle.NOT_HERE;
    }
    return words.contains("denied") || words.contains("refusée")
        ? Obstacle.FORBIDDEN
        : Obstacle.OTHER;
  }

  /** True if what answers there is a page of ours. */
  private Future<Boolean> ours() {
    String host = settings.web().host().equals("0.0.0.0") ? "127.0.0.1" : settings.web().host();
    String name = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    var url = HttpUrl.parse("http://" + name + ":" + settings.web().port() + "/health/live");
    var probes = new HttpProbes(means.vertx(), means.pace(), "control-plane/diagnose");
    return probes
        .of(live(url), new Timing(PATIENCE, PATIENCE, PATIENCE, 0, Duration.ZERO, 1))
        .look()
        .answer()
        .map(PortItems::isGood)
        .eventually(probes::close);
  }

  private static boolean isGood(Answer answer) {
    return answer.outcome() instanceof Outcome.Good;
  }

  private static HttpAsk live(HttpUrl url) {
    var expect =
        new HttpAsk.Expect(
            List.of(new HttpAsk.StatusRange(200, 503)),
            List.of(new TextMatch.Contains("\"checks_under_way\"")),
            List.of(),
            Map.of());
    var request = new HttpAsk.Request("GET", Map.of(), Optional.empty());
    return new HttpAsk(url, request, false, false, 65_536, expect);
  }
}
