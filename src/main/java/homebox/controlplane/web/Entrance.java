package homebox.controlplane.web;

import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Settings.Metrics;
import homebox.controlplane.time.Pace;
import homebox.controlplane.web.Actor.Way;
import homebox.controlplane.web.Sessions.Session;
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

  private static final String NO_LOGIN = "Nobody can log in here: web.admin_password is not set.";
  private static final String NOBODY_CHANGES =
      "Nothing can be changed over HTTP: set web.admin_password or web.api_token first.";

  private static final String HOW =
      " Ask from the machine itself, at http://localhost, or set web.admin_password or web.api_token"
          + " and log in, or set web.public_details: true.";

  private Settings.Access access; // whose password is a digest alone
  private Locks locks;
  private final Guesses guesses;
  private final Sessions sessions;
  private final Passwords passwords;
  private final Pace pace;
  private Optional<Long> said = Optional.empty();

  Entrance(Settings.Access access, Passwords passwords, Pace pace) {
    this.passwords = passwords;
    this.access = bare(access);
    this.pace = pace;
    passwords.follow(access.password());
    this.locks = new Locks(access);
    this.guesses = new Guesses(pace);
    this.sessions = new Sessions(pace);
  }

  /** From now on; true if that is something else. */
  boolean follow(Settings.Access written) {
    Settings.Access now = bare(written);
    boolean other = !now.equals(access);
    if (other) {
      if (!now.password().equals(access.password())) {
        passwords.follow(written.password());
        sessions.endAll();
        guesses.forgetFriends();
      }
      access = now;
      locks = new Locks(now);
    }
    return other;
  }

  private Settings.Access bare(Settings.Access written) {
    return written.with(written.password().map(passwords::digest).map(Secret::new));
  }

  /** Before all that shows anything. */
  void mount(Router router, Changing changing) {
    router.route().handler(this::enter);
    Reading.at(router, "/login").handler(this::login);
    new Login(this, sessions).mount(router, changing);
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
    if (HEALTH.contains(path) || path.equals(Login.PATH)) {
      let(ctx, stranger(visitor));
    } else if (path.equals(METRICS) && access.metrics() == Metrics.OFF) {
      ctx.fail(404);
    } else if (visitor.authorization().filter(locks::concern).isPresent()) {
      tryKey(ctx, visitor, visitor.authorization().get());
    } else if (knows(ctx)) {
      let(ctx, Sight.ALL);
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
    if (Locks.isBasic(key)) {
      Optional<String> word = Locks.password(key);
      compare(ctx, visitor, word, () -> enterBy(ctx, Way.PASSWORD));
    } else if (mayTry(ctx, visitor)) {
      if (locks.openFor(key)) {
        guesses.right(visitor.address());
        enterBy(ctx, Way.TOKEN);
      } else {
        guesses.wrong(visitor.address());
        refuseKey(ctx, visitor);
      }
    }
  }

  private static void enterBy(RoutingContext ctx, Way way) {
    Actor.by(way).goesWith(ctx);
    let(ctx, Sight.ALL);
  }

  private void refuseKey(RoutingContext ctx, Visitor visitor) {
    say(visitor.address());
    challenge(ctx, "The login is wrong. " + keys());
  }

  /**
   * Goes on if it is right; else that is answered. It counts as a wrong one while it is compared,
   * so that many at once are no way round the limit.
   */
  private void compare(RoutingContext ctx, Visitor visitor, Optional<String> word, Runnable goOn) {
    if (!mayTry(ctx, visitor)) {
      return;
    }
    if (word.filter(passwords::knows).isPresent()) {
      guesses.right(visitor.address());
      goOn.run();
      return;
    }
    guesses.wrong(visitor.address());
    if (word.isEmpty()) {
      refuseKey(ctx, visitor);
      return;
    }
    boolean early = !ctx.request().isEnded();
    if (early) {
      ctx.request().pause();
    }
    passwords
        .matches(word.get())
        .onComplete(
            (right, cause) -> {
              if (early) {
                ctx.request().resume();
              }
              compared(ctx, visitor, cause == null ? Optional.of(right) : Optional.empty(), goOn);
            });
  }

  /** {@code right}: empty, when nobody could compare it. */
  private void compared(
      RoutingContext ctx, Visitor visitor, Optional<Boolean> right, Runnable goOn) {
    if (right.isEmpty() || right.get()) {
      guesses.pardon(visitor.address());
    }
    if (ctx.response().closed()) {
      return;
    }
    if (right.isEmpty()) {
      ctx.response().putHeader("Retry-After", "1");
      Problem.send(ctx, 503, "So many log in at once; try again in a moment.");
    } else if (right.get()) {
      guesses.right(visitor.address());
      goOn.run();
    } else {
      refuseKey(ctx, visitor);
    }
  }

  /** False, and answered, if there were too many guesses. */
  private boolean mayTry(RoutingContext ctx, Visitor visitor) {
    Duration wait = guesses.wait(visitor.address());
    if (!wait.isZero()) {
      ctx.response().putHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
      Problem.send(ctx, 429, "Too many wrong logins came from your address; wait a little.");
      return false;
    }
    return true;
  }

  /** Goes on if that is the password, for a login. If not, that is answered. */
  void check(RoutingContext ctx, String password, Runnable goOn) {
    if (hasLogin()) {
      compare(ctx, Visitor.of(ctx.request(), access.proxies()), Optional.of(password), goOn);
    } else {
      Problem.send(ctx, 403, NO_LOGIN);
    }
  }

  /** One who logged in before, and has the cookie to show for it. */
  private boolean knows(RoutingContext ctx) {
    Optional<Session> session = Login.of(ctx, sessions);
    session.ifPresent(found -> new Actor(Way.SESSION, Optional.of(found.csrf())).goesWith(ctx));
    return session.isPresent();
  }

  /** Whether the browser speaks TLS, be it to a proxy that we trust. */
  boolean secure(RoutingContext ctx) {
    return ctx.request().isSSL() || Visitor.secureBefore(ctx.request(), access.proxies());
  }

  /** Refuses a change to a stranger, and says how not to be one. */
  void refuseChange(RoutingContext ctx) {
    if (hasLogin() || access.token().isPresent()) {
      challenge(ctx, "To change this one has to log in. " + keys());
    } else {
      Problem.send(ctx, 403, NOBODY_CHANGES);
    }
  }

  /** At most once a minute: who tries from a thousand addresses shall not fill the log. */
  private void say(InetAddress address) {
    boolean lately = said.filter(at -> pace.nanos() - at < QUIET.toNanos()).isPresent();
    if (!guesses.wait(address).isZero() && !lately) {
      said = Optional.of(pace.nanos());
      log.warn("logins from {} fail again and again: they have to wait", address.getHostAddress());
    }
  }

  /** In a browser without words: it asks for user and password by itself, and sends them on. */
  private void login(RoutingContext ctx) {
    if (!hasLogin()) {
      Problem.send(ctx, 404, NO_LOGIN);
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
        .filter(set -> !asksByScript(ctx))
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

  /** A page of ours: it has a form of its own, and the browser shall not put its window over it. */
  private static boolean asksByScript(RoutingContext ctx) {
    String mode = ctx.request().getHeader("Sec-Fetch-Mode");
    return mode != null && !mode.equals("navigate");
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
