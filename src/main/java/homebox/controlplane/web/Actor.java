package homebox.controlplane.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Who may change things, and by what that one is known.
 *
 * @param csrf of a session: what its changes have to bring along
 */
record Actor(Way way, Optional<String> csrf) {
  /** What was shown. */
  enum Way {
    /** The password, with each request (HTTP Basic). */
    PASSWORD,
    /** The token of programs. */
    TOKEN,
    /** A cookie, for the password was shown before. */
    SESSION
  }

  private static final String KEY = "actor";

  /** Of a request that brought a key with it. */
  static Actor by(Way way) {
    return new Actor(way, Optional.empty());
  }

  /** Empty: a stranger, also one who may read everything. */
  static Optional<Actor> of(RoutingContext ctx) {
    return Optional.ofNullable(ctx.get(KEY));
  }

  void goesWith(RoutingContext ctx) {
    ctx.put(KEY, this);
  }

  /** As what was done by that one is signed. */
  String name() {
    return way == Way.TOKEN ? "api" : "admin";
  }

  /** A browser sends its key along by itself, whichever page it is that asks. */
  boolean mayBeSentUnasked() {
    return way != Way.TOKEN;
  }
}
