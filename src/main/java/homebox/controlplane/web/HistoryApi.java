package homebox.controlplane.web;

import homebox.controlplane.history.Amounts;
import homebox.controlplane.history.ByPlace;
import homebox.controlplane.history.Curves;
import homebox.controlplane.history.Past;
import homebox.controlplane.history.Series;
import homebox.controlplane.history.Window;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How services did: {@code GET /api/v1/services/{id}/history?range=}, a curve of one, and {@code
 * GET /api/v1/days}, the last 90 days of all.
 */
final class HistoryApi {
  /** How long an answer waits for the past to be known, just after the start. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String RANGES =
      "range is one of "
          + Stream.of(Window.values()).map(Window::shown).collect(Collectors.joining(", "))
          + ".";
  private static final String READING =
      "What was is being read from the database; ask again in a moment.";

  private final Curves curves;
  private final Optional<ByPlace> places;
  private final Past past;
  private final ServiceTable table;
  private final Remembered remembered;
  private final ServiceView view;
  private final Pace pace;

  /** With what each of several hosts found, where there may be such. */
  HistoryApi(
      Curves curves,
      Optional<ByPlace> places,
      Past past,
      Remembered remembered,
      ServiceView view,
      Pace pace) {
    this.curves = curves;
    this.places = places;
    this.past = past;
    this.table = remembered.table();
    this.remembered = remembered;
    this.view = view;
    this.pace = pace;
  }

  void mount(Router router) {
    Reading.at(router, "/api/v1/services/:id/history").handler(this::history);
    Reading.at(router, "/api/v1/days").handler(this::days);
  }

  private void history(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    String range = ctx.queryParam("range").stream().findFirst().orElse(Window.DAY.shown());
    Optional<Window> window = Window.of(range);
    if (window.isEmpty()) {
      Problem.send(ctx, 400, RANGES);
    } else {
      remembered
          .knows(id, Sight.of(ctx))
          .onSuccess(known -> history(ctx, id, window.get(), known))
          .onFailure(cause -> Answer.away(ctx, cause));
    }
  }

  private void history(RoutingContext ctx, String id, Window window, boolean known) {
    if (known) {
      whenKnown(ctx, () -> Answer.of(ctx, history(id, window)));
    } else {
      Problem.send(ctx, 404, Api.NO_SERVICE);
    }
  }

  private Future<JsonObject> history(String id, Window window) {
    Future<List<ByPlace.Share>> found = places(id, window); // beside the curve
    return curves
        .of(id, window)
        .compose(series -> found.map(all -> json(series).put("places", places(all))));
  }

  /** What is summed up does not say any more who asked. */
  private Future<List<ByPlace.Share>> places(String id, Window window) {
    return places
        .filter(each -> window == Window.DAY)
        .map(each -> each.lastDay(id))
        .orElseGet(() -> Future.succeededFuture(List.of()));
  }

  private void days(RoutingContext ctx) {
    whenKnown(ctx, () -> Answer.of(ctx, days(Sight.of(ctx))));
  }

  /** Now, or as soon as the past is known. */
  private void whenKnown(RoutingContext ctx, Runnable answer) {
    Future<Void> known = past.known();
    if (known.isComplete()) {
      answer.run();
      return;
    }
    Context here = ctx.vertx().getOrCreateContext(); // the past is known on a thread of its own
    Patience.within(pace, PATIENCE, known.map(true), false)
        .onSuccess(inTime -> here.runOnContext(now -> answerOrRefuse(ctx, inTime, answer)));
  }

  private static void answerOrRefuse(RoutingContext ctx, boolean inTime, Runnable answer) {
    if (inTime) {
      answer.run();
    } else {
      ctx.response().putHeader("Retry-After", "5");
      Problem.send(ctx, 503, READING);
    }
  }

  private JsonObject json(Series series) {
    var points = new JsonArray();
    for (Series.Point point : series.points()) {
      Amounts amounts = point.amounts();
      points.add(
          percentiles(point.times(), new JsonObject().put("at", view.time(Optional.of(point.at()))))
              .put("up", amounts.up())
              .put("down", amounts.down())
              .put("unknown", amounts.unknown()));
    }
    return new JsonObject()
        .put("from", view.time(Optional.of(series.from())))
        .put("until", view.time(Optional.of(series.until())))
        .put("step_ms", series.step().toMillis())
        .put("percentiles", percentiles(series.times(), new JsonObject()))
        .put("points", points);
  }

  private JsonArray places(List<ByPlace.Share> found) {
    var all = new JsonArray();
    for (ByPlace.Share share : found) {
      all.add(
          new JsonObject()
              .put("node", share.by().node())
              .put("location", share.by().location().orElse(null))
              .put("checks", share.checks())
              .put("failed", share.failed())
              .put("p50", number(share.times().p50()))
              .put("p95", number(share.times().p95()))
              .put("last", view.time(Optional.of(share.last()))));
    }
    return all;
  }

  private static JsonObject percentiles(Series.Times times, JsonObject into) {
    return into.put("p50", number(times.p50()))
        .put("p95", number(times.p95()))
        .put("p99", number(times.p99()));
  }

  private static Long number(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }

  private JsonObject days(Sight sight) {
    var services = new JsonArray();
    for (ServiceRow row : table.rows()) {
      if (sight.sees(row.config())) {
        services.add(
            new JsonObject().put("id", row.config().id()).put("days", days(row.config().id())));
      }
    }
    return new JsonObject()
        .put("zone", past.zone().getId())
        .put("until", past.today().toString())
        .put("services", services);
  }

  private JsonArray days(String service) {
    return DayView.json(past.days(service));
  }
}
