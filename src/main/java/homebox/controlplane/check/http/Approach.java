package homebox.controlplane.check.http;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Reason;
import homebox.controlplane.config.HttpUrl;
import io.vertx.core.AsyncResult;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to a server: its name is looked up, a connection opened, and secured. */
final class Approach implements Dial.Listener {
  /** Hears how far it went, on the context of the look. */
  interface Listener extends Exchange.Listener {
    void connected(Exchange exchange, Target target);

    void certified(Optional<Instant> ends);

    void arrived();

    void lost(Failure failure);
  }

  private static final Logger log = LoggerFactory.getLogger(Approach.class);

  private final Tools tools;
  private final HttpProbe probe;
  private final Route route;
  private final Stopwatch watch;
  private final Listener listener;
  private final ContextInternal context;
  private Runnable takeBack = () -> {};
  private boolean over;

  Approach(Tools tools, HttpProbe probe, Route route, Stopwatch watch, Listener listener) {
    this.tools = tools;
    this.probe = probe;
    this.route = route;
    this.watch = watch;
    this.listener = listener;
    this.context = (ContextInternal) tools.vertx().getOrCreateContext();
  }

  void begin() {
    watch.enter(Stage.LOOKUP);
    List<Target> targets = probe.targets(route);
    List<InetAddress> kept = targets.isEmpty() ? tools.names().kept(host()) : List.of();
    if (!targets.isEmpty()) {
      dial(targets);
    } else if (!kept.isEmpty()) {
      dial(probe.targets(route, kept));
    } else {
      lookUp();
    }
  }

  /** Stops where it is. What it has opened is closed as soon as can be. */
  void abandon() {
    over = true;
    takeBack.run();
  }

  @Override
  public void safely(Runnable step) {
    listener.safely(step);
  }

  @Override
  public void connected(NetSocketInternal socket, Target target) {
    probe.met(route, target);
    HttpUrl url = route.url();
    var exchange = new Exchange(socket, route.method().equals("HEAD"), listener);
    watch.enter(url.secure() ? Stage.HANDSHAKE : Stage.WAITING);
    listener.connected(exchange, target);
    if (url.secure()) {
      tools
          .tls()
          .secure(socket, probe.ask().insecureTls())
          .onComplete(end -> safely(() -> secured(socket, end)));
    } else {
      listener.arrived();
    }
  }

  @Override
  public void unconnected(Throwable why) {
    Reason reason = SocketTrouble.reason(why);
    if (reason == Reason.BUG) {
      log.error("connecting to {} failed in a way unknown to us", route.url().origin(), why);
    }
    boolean late = reason == Reason.NO_CONNECTION;
    listener.lost(Failure.of(reason, late ? probe.bound() : place()));
  }

  private String place() {
    String name = host().indexOf(':') >= 0 ? "[" + host() + "]" : host();
    return name + ":" + route.url().port();
  }

  private String host() {
    return route.url().host();
  }

  private void lookUp() {
    Consumer<Resolver.Found> then =
        found -> context.runOnContext(back -> safely(() -> lookedUp(found)));
    takeBack = () -> tools.names().forget(host(), then);
    tools.names().ask(host(), then);
  }

  private void lookedUp(Resolver.Found found) {
    if (over) {
      return;
    }
    if (found.trouble().isPresent()) {
      listener.lost(Failure.of(found.trouble().get(), host()));
    } else {
      dial(probe.targets(route, found.addresses()));
    }
  }

  private void dial(List<Target> targets) {
    watch.enter(Stage.CONNECT);
    long left = probe.timing().timeout().toNanos() - watch.soFar();
    var dial = new Dial(tools.client(), tools.pace(), targets, left, this);
    takeBack = dial::abandon;
    dial.begin();
  }

  private void secured(NetSocketInternal socket, AsyncResult<Void> end) {
    if (over) {
      return;
    }
    if (end.failed()) {
      listener.certified(TlsTrouble.certificateEnds(end.cause()));
      listener.lost(TlsTrouble.of(end.cause()));
    } else {
      listener.certified(Tls.certificateEnds(socket));
      watch.enter(Stage.WAITING);
      listener.arrived();
    }
  }
}
