package homebox.controlplane.web;

import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Refused;
import homebox.controlplane.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The questions that can be asked over HTTP. */
final class Api {
  static final String NO_SERVICE = "No service has this id; /api/v1/services lists them all.";
  private static final String NO_FIELD =
      "fields names some of: " + String.join(", ", ServiceView.FIELDS) + ".";

  private final ServiceTable table;
  private final ServiceView view;
  private final Pace pace;
  private final Channels channels;
  private JsonObject configuration;

  Api(ServiceTable table, ServiceView view, Channels channels, Pace pace, Optional<String> file) {
    this.table = table;
    this.view = view;
    this.channels = channels;
    this.pace = pace;
    this.configuration = taken(pace.instant(), file, List.of());
  }

  void follow(InForce inForce) {
    channels.follow(inForce.settings());
    configuration = taken(inForce.at(), inForce.settings().file(), inForce.waiting());
  }

  private JsonObject taken(Instant at, Optional<String> file, List<String> waiting) {
    return new JsonObject()
        .put("state", "OK")
        .put("file", file.orElse(null))
        .put("since", view.time(Optional.of(at)))
        .put("faults", new JsonArray())
        .put("restart", new JsonArray(waiting));
  }

  /** What was in force stays in force. */
  void hear(Refused refused) {
    configuration =
        configuration
            .copy()
            .put("state", "REFUSED")
            .put("since", view.time(Optional.of(refused.at())))
            .put("faults", new JsonArray(refused.faults()));
  }

  void mount(Router router) {
    Reading.at(router, "/api/v1/services").handler(this::services);
    Reading.at(router, "/api/v1/services/:id").handler(this::service);
  }

  /** The body of /services and the time, for the feed. */
  JsonObject everything(Sight sight) {
    Optional<Instant> now = Optional.of(pace.instant());
    return body(row -> true, Set.of(), sight).put("time", view.time(now));
  }

  private void services(RoutingContext ctx) {
    Set<String> fields = list(ctx, "fields");
    if (ServiceView.FIELDS.containsAll(fields)) {
      json(ctx, body(wanted(ctx), fields, Sight.of(ctx)));
    } else {
      Problem.send(ctx, 400, NO_FIELD);
    }
  }

  private JsonObject body(Predicate<ServiceRow> wanted, Set<String> fields, Sight sight) {
    long now = pace.nanos();
    JsonArray rows = new JsonArray();
    for (ServiceRow row : table.rows()) {
      if (sight.sees(row.config()) && wanted.test(row)) {
        rows.add(only(fields, view.brief(row, now, sight)));
      }
    }
    return new JsonObject()
        .put("configuration", sight == Sight.ALL ? configuration : null)
        .put("channels", channels.all(sight))
        .put("services", rows)
        .put("details", sight.details());
  }

  private void service(RoutingContext ctx) {
    Sight sight = Sight.of(ctx);
    table
        .row(ctx.pathParam("id"))
        .filter(row -> sight.sees(row.config()))
        .ifPresentOrElse(
            row -> json(ctx, view.whole(row, pace.nanos(), sight)),
            () -> Problem.send(ctx, 404, NO_SERVICE));
  }

  private static Predicate<ServiceRow> wanted(RoutingContext ctx) {
    Set<String> ids = list(ctx, "ids");
    Optional<String> group = ctx.queryParam("group").stream().findFirst();
    return row ->
        (ids.isEmpty() || ids.contains(row.config().id()))
            && (group.isEmpty() || group.get().equals(row.config().label().group()));
  }

  private static JsonObject only(Set<String> fields, JsonObject row) {
    if (!fields.isEmpty()) {
      row.fieldNames().retainAll(fields);
    }
    return row;
  }

  private static Set<String> list(RoutingContext ctx, String parameter) {
    var values = new HashSet<String>();
    for (String text : ctx.queryParam(parameter)) {
      for (String value : text.split(",")) {
        if (!value.isBlank()) {
          values.add(value.strip());
        }
      }
    }
    return values;
  }

  static void json(RoutingContext ctx, JsonObject body) {
    Answer.of(ctx, body);
  }
}
