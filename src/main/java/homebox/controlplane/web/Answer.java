package homebox.controlplane.web;

import homebox.controlplane.config.Fingerprint;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * An answer as JSON. It may be kept, and has to be asked about each time; who has the same one
 * already is told so (RFC 9110 §13.1.2) instead of being sent it. The tag is a weak one: compressed
 * or not, it means the same.
 */
final class Answer {
  private Answer() {}

  static void of(RoutingContext ctx, JsonObject body) {
    Buffer bytes = body.toBuffer();
    ctx.etag("W/\"" + Fingerprint.of(bytes.getBytes()) + "\"");
    ctx.response()
        .putHeader("Cache-Control", "private, no-cache")
        .putHeader("Vary", "Accept-Encoding, Authorization, Cookie");
    if (ctx.isFresh()) {
      ctx.response().setStatusCode(304).end();
      return;
    }
    ctx.response().putHeader("Content-Type", "application/json");
    Reading.end(ctx, bytes);
  }

  /** One of this moment: nobody is to keep it. */
  static void now(RoutingContext ctx, int status, JsonObject body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store");
    Reading.end(ctx, body.toBuffer());
  }

  /** As soon as it is there; without the database there is none. */
  static void of(RoutingContext ctx, Future<JsonObject> body) {
    body.onSuccess(json -> of(ctx, json)).onFailure(cause -> away(ctx, cause));
  }

  /** The same, and 404 with these words when there is nothing. */
  static void orNothing(RoutingContext ctx, Future<Optional<JsonObject>> body, String nothing) {
    body.onSuccess(
            found ->
                found.ifPresentOrElse(json -> of(ctx, json), () -> Problem.send(ctx, 404, nothing)))
        .onFailure(cause -> away(ctx, cause));
  }

  /** Why it does not work may name a file: that is for those who may see details. */
  static void away(RoutingContext ctx, Throwable cause) {
    boolean details = Sight.of(ctx).details();
    ctx.response().putHeader("Retry-After", "10");
    Problem.send(
        ctx, 503, "The database does not answer now" + (details ? ": " + cause.getMessage() : "."));
  }
}
