package homebox.controlplane.web;

import homebox.controlplane.time.Pace;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Addresses that change something: for who is logged in, asked by our own page or by a program and
 * by no other page, with a JSON object of a bounded length that comes within a bounded time.
 */
final class Changing {
  /** Who sends a body more slowly is cut off. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  static final String CSRF = "X-CSRF-Token";

  private static final String HURRY = "hurry";

  private static final String CSRF_WRONG =
      CSRF + " is missing or wrong: send what the login answered as csrf.";
  private static final String STRANGE_PAGE = "Another page asks this in your name: it is not done.";

  private final Entrance entrance;
  private final Pace pace;

  Changing(Entrance entrance, Pace pace) {
    this.entrance = entrance;
    this.pace = pace;
  }

  /** Does it. */
  interface Work {
    /**
     * Answers the request.
     *
     * @param body what was sent; empty where nothing was
     */
    void on(RoutingContext ctx, Actor who, JsonObject body);
  }

  /** For who is logged in. */
  void at(Router router, HttpMethod method, String path, Work work) {
    router.route(method, path).handler(this::letIn);
    read(router, method, path, (ctx, body) -> work.on(ctx, Actor.of(ctx).orElseThrow(), body));
  }

  /** Does it for whoever asks. */
  interface OpenWork {
    /** Answers the request. */
    void on(RoutingContext ctx, JsonObject body);
  }

  /** For who is about to log in. */
  void open(Router router, HttpMethod method, String path, OpenWork work) {
    router.route(method, path).handler(Changing::fromHere);
    read(router, method, path, work);
  }

  private void read(Router router, HttpMethod method, String path, OpenWork work) {
    router.route(method, path).handler(this::hurry);
    router
        .route(method, path)
        .handler(BodyHandler.create(false).setBodyLimit(Bodies.MOST))
        .handler(
            ctx -> {
              ctx.<Pace.Timer>get(HURRY).cancel();
              body(ctx).ifPresent(body -> work.on(ctx, body));
            });
  }

  private void letIn(RoutingContext ctx) {
    Optional<Actor> who = Actor.of(ctx);
    if (who.isEmpty()) {
      entrance.refuseChange(ctx);
    } else if (who.get().csrf().filter(csrf -> !same(csrf, ctx.request())).isPresent()) {
      Problem.send(ctx, 403, CSRF_WRONG);
    } else if (who.get().mayBeSentUnasked()) {
      fromHere(ctx);
    } else {
      ctx.next();
    }
  }

  private static void fromHere(RoutingContext ctx) {
    if (strange(ctx.request())) {
      Problem.send(ctx, 403, STRANGE_PAGE);
    } else {
      ctx.next();
    }
  }

  /**
   * What browsers say of the page that asks (Fetch Metadata; Origin, RFC 6454); programs do not.
   */
  private static boolean strange(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    return origin != null
        && (host == null || !withoutScheme(origin).equals(host.toLowerCase(Locale.ROOT)));
  }

  private static String withoutScheme(String origin) {
    return origin.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
  }

  private static boolean same(String csrf, HttpServerRequest request) {
    String sent = Optional.ofNullable(request.getHeader(CSRF)).orElse("");
    return MessageDigest.isEqual(bytes(csrf), bytes(sent));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void hurry(RoutingContext ctx) {
    Pace.Timer late = pace.after(PATIENCE, () -> tooSlow(ctx));
    ctx.put(HURRY, late);
    ctx.addEndHandler(answered -> late.cancel());
    ctx.next();
  }

  private static void tooSlow(RoutingContext ctx) {
    if (!ctx.response().ended()) {
      ctx.response().putHeader("Connection", "close");
      ctx.addEndHandler(told -> ctx.request().connection().close());
      Problem.send(ctx, 408, "The body did not come within " + PATIENCE.toSeconds() + " s.");
    }
  }

  private static Optional<JsonObject> body(RoutingContext ctx) {
    if (ctx.body().length() <= 0) {
      return Optional.of(new JsonObject());
    }
    String type = Optional.ofNullable(ctx.request().getHeader("Content-Type")).orElse("");
    if (!type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
      Problem.send(ctx, 415, "Send the body as JSON, with Content-Type: application/json.");
      return Optional.empty();
    }
    try {
      return Optional.of(new JsonObject(ctx.body().buffer()));
    } catch (DecodeException | ClassCastException noObject) {
      Problem.send(ctx, 400, "The body is no JSON object.");
      return Optional.empty();
    }
  }
}
