package homebox.controlplane.check.http;

import homebox.controlplane.check.Probe;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Timing;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Makes HTTP probes and holds what they share: the client, the threads that look names up and
 * search answers, and the TLS contexts.
 */
public final class HttpProbes {
  private final Tools tools;
  private final String userAgent;

  /**
   * Probes that trust whom this machine trusts and look names up as it does.
   *
   * @param userAgent {@code control-plane/<version>}
   */
  public HttpProbes(Vertx vertx, Pace pace, String userAgent) {
    this(vertx, pace, userAgent, Tls.ofMachine(pace), InetAddress::getAllByName);
  }

  HttpProbes(Vertx vertx, Pace pace, String userAgent, Tls tls, Resolver.Lookup lookup) {
    NetClient client =
        vertx.createNetClient(new NetClientOptions().setSslEngineOptions(new ShortSessions()));
    this.tools =
        new Tools(vertx, pace, client, tls, new Resolver(pace, lookup), new TextSearch(pace));
    this.userAgent = userAgent;
  }

  /** A probe that asks this; it may be asked from any verticle. */
  public Probe of(HttpAsk ask, Timing timing) {
    return new HttpProbe(tools, ask, timing, userAgent);
  }

  /** True if a connection to one of these can be opened within the limit. Never fails. */
  public Future<Boolean> reachesAny(List<HttpUrl> urls, Duration limit) {
    List<Future<Void>> all = urls.stream().map(url -> reaches(url, limit)).toList();
    return Future.any(all).map(true).otherwise(false);
  }

  private Future<Void> reaches(HttpUrl url, Duration limit) {
    return new Reach(tools, url, limit)
        .ask()
        .compose(
            there ->
                there
                    ? Future.succeededFuture()
                    : Future.failedFuture("nobody is at " + url.host()));
  }

  /**
   * Asks a server of our own once. The first look of a process loads a thousand classes, which
   * takes a small box seconds that would be laid at somebody's door. Never fails, and is over in
   * {@link Rehearsal#MOST} whatever happens.
   */
  public Future<Void> rehearse() {
    return Rehearsal.of(tools.vertx(), tools.pace(), ask -> of(ask, Rehearsal.TIMING));
  }

  /** Closes every connection and ends the threads. */
  public Future<Void> close() {
    tools.names().close();
    tools.search().close();
    return tools.client().close();
  }
}
