package homebox.controlplane.web;

import static java.util.Map.entry;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An error as {@code application/problem+json} (RFC 9457): where, what, how to mend. */
final class Problem {
  private static final Logger log = LoggerFactory.getLogger(Problem.class);

  private static final Map<Integer, String> DETAILS =
      Map.ofEntries(
          entry(400, "The request could not be read; mend its address or its parameters."),
          entry(401, "To read this one has to log in."),
          entry(403, "This is not for everybody."),
          entry(404, "There is nothing here; the API begins at /api/v1/services."),
          entry(405, "This address does not take that method; Allow names those that it does."),
          entry(408, "The request did not come in time."),
          entry(413, "The body is too long; send a shorter one."),
          entry(414, "The address is too long; ask for less at once."),
          entry(429, "That was asked too often; wait a little."),
          entry(431, "The headers are too long; send shorter ones, or fewer cookies."),
          entry(500, "Something is wrong on our side; the log says what."),
          entry(503, "This does not work at the moment; try again later."));

  private Problem() {}

  static void send(RoutingContext ctx, int status, String detail) {
    send(ctx.request(), status, detail, new JsonObject());
  }

  /** With more that programs want to know (RFC 9457 §3.2). */
  static void send(RoutingContext ctx, int status, String detail, JsonObject more) {
    send(ctx.request(), status, detail, more);
  }

  private static void send(HttpServerRequest request, int status, String detail, JsonObject more) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store");
    Reading.end(
        request,
        new JsonObject()
            .put("type", "about:blank")
            .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
            .put("status", status)
            .put("detail", detail)
            .put("instance", request.path())
            .mergeIn(more)
            .toBuffer());
  }

  /**
   * Every error that nobody has answered is answered here, whatever its status. To be called when
   * all else is mounted.
   */
  static void mount(Router router) {
    var methods = new LinkedHashMap<String, Set<String>>();
    for (Route route : router.getRoutes()) {
      if (route.getPath() != null && route.methods() != null) {
        Set<String> allowed = methods.computeIfAbsent(path(route), path -> new TreeSet<>());
        route.methods().forEach(method -> allowed.add(method.name()));
      }
    }
    methods.forEach((path, allowed) -> refuseOthers(router, path, String.join(", ", allowed)));
    router.route().failureHandler(Problem::fail);
    for (int status : DETAILS.keySet()) {
      router.errorHandler(status, Problem::fail);
    }
  }

  /** As it was mounted: what ends with a slash was a folder. */
  static String path(Route route) {
    String path = route.getPath();
    return path.endsWith("/") && path.length() > 1 ? path + "*" : path;
  }

  private static void refuseOthers(Router router, String path, String allowed) {
    router
        .route(path)
        .handler(
            ctx -> {
              ctx.response().putHeader("Allow", allowed);
              ctx.fail(405);
            });
  }

  /** Answers what was no readable request at all: the router never sees it. */
  static void unreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status =
        cause instanceof TooLongHttpLineException
            ? 414
            : cause instanceof TooLongHttpHeaderException ? 431 : 400;
    Manners.of(request.response());
    request.response().putHeader("Connection", "close");
    send(request, status, DETAILS.get(status), new JsonObject());
    request.connection().close();
  }

  /** Answers what no handler answered; a bug is logged here and nowhere shown. */
  static void fail(RoutingContext ctx) {
    int status = status(ctx);
    if (status >= 500) {
      log.error("{} {} failed", ctx.request().method(), ctx.request().path(), ctx.failure());
    }
    if (ctx.response().headWritten()) {
      ctx.request().connection().close();
      return;
    }
    send(ctx, status, DETAILS.getOrDefault(status, "The request was refused."));
  }

  /** What cannot be decoded is the asker's mistake, though nobody gave it a number. */
  private static int status(RoutingContext ctx) {
    if (ctx.statusCode() >= 400) {
      return ctx.statusCode();
    }
    boolean unreadable = ctx.failure() == null || ctx.failure() instanceof IllegalArgumentException;
    return unreadable ? 400 : 500;
  }
}
