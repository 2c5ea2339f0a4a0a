package homebox.controlplane.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An error as {@code application/problem+json} (RFC 9457): where, what, how to mend. */
final class Problem {
  private static final Logger log = LoggerFactory.getLogger(Problem.class);

  private Problem() {}

  static void send(RoutingContext ctx, int status, String detail) {
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .put("instance", ctx.request().path())
                .toBuffer());
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
    send(ctx, status, detail(status));
  }

  /** What cannot be decoded is the asker's mistake, though nobody gave it a number. */
  private static int status(RoutingContext ctx) {
    if (ctx.statusCode() >= 400) {
      return ctx.statusCode();
    }
    boolean unreadable = ctx.failure() == null || ctx.failure() instanceof IllegalArgumentException;
    return unreadable ? 400 : 500;
  }

  private static String detail(int status) {
    return switch (status) {
      case 400 -> "The request could not be read; mend its address or its parameters.";
      case 404 -> "There is nothing here; the API begins at /api/v1/services.";
      case 405 -> "This address does not take that method; ask with GET.";
      case 500 -> "Something is wrong on our side; the log says what.";
      default -> "The request was refused.";
    };
  }
}
