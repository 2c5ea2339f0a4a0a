package homebox.controlplane.web;

import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Settings.Metrics;
import homebox.controlplane.time.Pace;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever asks comes by here first: it is found out what that one may see, or asked for a login.
 * Health is for everybody, with whatever key. One event loop's alone.
 */
final class Entrance {
  private static final Logger log = LoggerFactory.getLogger(Entrance.class);
  private static final Set<String> HEALTH = Set.of("/health/live", "/health/ready");
  private static final String METRICS = "/metrics";
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final String REALM = " realm=\"Homebox Control Plane\"";

  private static final String HOW =
      " Ask from the machine itself, at http://localhost, or set web.admin_password or web.api_token"
          + " and log in, or set web.public_details: true.";

  private Settings.Access access;
  private Locks locks;
  private final LoginLimit limit;
  private final Pace pace;
  private Optional<Long> said = Optional.empty();

  Entrance(Settings.Access access, Pace pace) {
    this.access = access;
    this.pace = pace;
    this.locks = new Locks(access);
    this.limit = new LoginLimit(pace);
  }

  /** From now on; true if that is something else. */
  boolean follow(Settings.Access now) {
    boolean other = !now.equals(access);
    if (other) {
      access = now;
      locks = new Locks(now);
    }
    return other;
  }

  /** Before all that shows anything. */
  void mount(Router router) {
    router.route().handler(this::enter);
    Reading.at(router, "/login").handler(this::login);
  }

  /** Whether a browser can log in here. */
  boolean hasLogin() {
    return access.password().isPresent();
  }

  private void enter(RoutingContext ctx) {
    try {
      enter(ctx, ctx.normalizedPath());
    } catch (IllegalArgumentException unreadable) { // an address such as /%zz
      ctx.fail(400);
    }
  }

  private void enter(RoutingContext ctx, String path) {
    Visitor visitor = Visitor.of(ctx.request(), access.proxies());
    if (HEALTH.contains(path)) {
      let(ctx, stranger(visitor));
    } else if (path.equals(METRICS) && access.metrics() == Metrics.OFF) {
      ctx.fail(404);
    } else if (visitor.authorization().filter(locks::concern).isPresent()) {
      tryKey(ctx, visitor, visitor.authorization().get());
    } else if (asksLogin(path)) {
      challenge(ctx, "To read this one has to log in. " + keys());
    } else {
      let(ctx, stranger(visitor));
    }
  }

  private static void let(RoutingContext ctx, Sight sight) {
    sight.goesWith(ctx);
    ctx.next();
  }

  private Sight stranger(Visitor visitor) {
    if (visitor.straight() && access.password().isEmpty()) {
      return Sight.ALL;
    }
    return access.details() ? Sight.DETAILS : Sight.PLAIN;
  }

  private boolean asksLogin(String path) {
    return !access.open() || access.metrics() == Metrics.TOKEN && path.equals(METRICS);
  }

  private void tryKey(RoutingContext ctx, Visitor visitor, String key) {
    Duration wait = limit.wait(visitor.address());
    if (!wait.isZero()) {
      ctx.response().putHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
      Problem.send(ctx, 429, "Too many wrong logins came from your address; wait a little.");
    } else if (locks.openFor(key)) {
      let(ctx, Sight.ALL);
    } else {
      limit.failed(visitor.address());
      say(visitor.address());
      challenge(ctx, "The login is wrong. " + keys());
    }
  }

  /** At most once a minute: who tries from a thousand addresses shall not fill the log. */
  private void say(InetAddress address) {
    boolean lately = said.filter(at -> pace.nanos() - at < QUIET.toNanos()).isPresent();
    if (!limit.wait(address).isZero() && !lately) {
      said = Optional.of(pace.nanos());
      log.warn("logins from {} fail again and again: they have to wait", address.getHostAddress());
    }
  }

  /** In a browser without words: it asks for user and password by itself, and sends them on. */
  private void login(RoutingContext ctx) {
    if (!hasLogin()) {
      Problem.send(ctx, 404, "Nobody can log in here: web.admin_password is not set.");
    } else if (Sight.of(ctx) == Sight.ALL) {
      ctx.response().setStatusCode(303).putHeader("Location", "./").end();
    } else {
      challenge(ctx, keys());
    }
  }

  /** Refuses what a stranger may not see, and says how not to be one. */
  void refuse(RoutingContext ctx, String what) {
    if (hasLogin() || access.token().isPresent()) {
      challenge(ctx, what + " " + keys());
    } else {
      Problem.send(ctx, 403, what + HOW);
    }
  }

  private void challenge(RoutingContext ctx, String detail) {
    access
        .password()
        .ifPresent(
            set ->
                ctx.response()
                    .headers()
                    .add("WWW-Authenticate", "Basic" + REALM + ", charset=\"UTF-8\""));
    access
        .token()
        .ifPresent(set -> ctx.response().headers().add("WWW-Authenticate", "Bearer" + REALM));
    Problem.send(ctx, 401, detail);
  }

  /** What there is to log in with, in words. */
  private String keys() {
    boolean token = access.token().isPresent();
    String bearer = "web.api_token as \"Authorization: Bearer …\"";
    if (hasLogin()) {
      return "The user is admin, with web.admin_password"
          + (token ? "; or send " + bearer : "")
          + ".";
    }
    return token
        ? "Send " + bearer + "."
        : "Nobody can log in: set web.admin_password or web.api_token.";
  }
}
