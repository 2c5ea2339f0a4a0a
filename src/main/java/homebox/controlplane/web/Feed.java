package homebox.controlplane.web;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.time.Pace;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code GET /api/v1/events}: what happens, as server-sent events. Everybody begins with a {@code
 * snapshot}, and hears what his sight allows. One event loop's alone.
 */
final class Feed {
  /** Listeners at once; the next one is told to come back later. */
  static final int MOST = 2_000;

  /** Where a listener stands. */
  private record Place(Sight sight, FeedForm form) {}

  private static final Duration COMMENT = Duration.ofSeconds(15);

  private final Pace pace;
  private final int most;
  private final Map<Place, FeedCircle> circles = new HashMap<>();
  private Pace.Timer comments = () -> {};

  /**
   * A feed that nobody hears yet.
   *
   * @param most listeners at once
   * @param state everything as it is now, for the snapshot
   */
  Feed(Pace pace, int most, Function<Sight, JsonObject> state) {
    this.pace = pace;
    this.most = most;
    for (Sight sight : Sight.values()) {
      for (FeedForm form : FeedForm.values()) {
        var circle = new FeedCircle(pace, form, () -> state.apply(sight));
        circles.put(new Place(sight, form), circle);
      }
    }
  }

  void mount(Router router) {
    router.get("/api/v1/events").handler(this::listen);
  }

  /** Ends everybody. */
  void stop() {
    comments.cancel();
    end();
  }

  int listeners() {
    return circles.values().stream().mapToInt(FeedCircle::size).sum();
  }

  /** There is something else to see now: everybody begins again, with a snapshot. */
  void again() {
    circles.values().forEach(FeedCircle::again);
  }

  /** Ends everybody; who comes again is looked at anew. */
  void end() {
    circles.values().forEach(FeedCircle::end);
  }

  /** Tells everybody who may know of that service. */
  void say(String event, ServiceConfig about, Function<Sight, JsonObject> data) {
    circles.forEach(
        (place, circle) -> {
          if (place.sight().sees(about)) {
            circle.say(event, () -> data.apply(place.sight()));
          }
        });
  }

  /** Tells everybody. */
  void say(String event, Function<Sight, JsonObject> data) {
    circles.forEach((place, circle) -> circle.say(event, () -> data.apply(place.sight())));
  }

  private void listen(RoutingContext ctx) {
    if (listeners() >= most) {
      ctx.response().putHeader("Retry-After", "30");
      Problem.send(ctx, 503, "So many listen already; ask /api/v1/services, or come back later.");
      return;
    }
    var place =
        new Place(Sight.of(ctx), FeedForm.accepted(ctx.request().getHeader("Accept-Encoding")));
    HttpServerResponse response =
        ctx.response()
            .setChunked(true)
            .putHeader("Content-Type", "text/event-stream; charset=utf-8")
            .putHeader("Cache-Control", "no-store")
            .putHeader("X-Accel-Buffering", "no") // nginx would hold it back
            .putHeader(HttpHeaders.CONTENT_ENCODING, place.form().encoding());
    FeedCircle circle = circles.get(place);
    var client = new FeedClient(response);
    // since Vert.x 5.1 the end handler alone does not hear of a browser that went away
    response.endHandler(end -> circle.leave(client));
    response.closeHandler(close -> circle.leave(client));
    response.exceptionHandler(broken -> circle.leave(client));
    if (listeners() == 0) {
      comments.cancel(); // of one who came and went
      comments = pace.after(COMMENT, this::comment);
    }
    circle.join(client);
  }

  private void comment() {
    circles.values().forEach(FeedCircle::comment);
    if (listeners() > 0) {
      comments = pace.after(COMMENT, this::comment);
    }
  }
}
