package homebox.controlplane.web;

import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Refused;
import homebox.controlplane.notify.ChannelHealth;
import homebox.controlplane.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The questions that can be asked over HTTP. */
final class Api {
  private final ServiceTable table;
  private final ServiceView view;
  private final Pace pace;
  private final Map<String, ChannelHealth> channels = new LinkedHashMap<>();
  private JsonObject configuration;

  Api(ServiceTable table, ServiceView view, Pace pace) {
    this.table = table;
    this.view = view;
    this.pace = pace;
    this.configuration = taken(pace.instant(), List.of());
  }

  void hear(ChannelHealth channel) {
    channels.put(channel.name(), channel);
  }

  /** Other channels may be there now, and in another order. */
  void follow(InForce inForce) {
    var before = new HashMap<>(channels);
    channels.clear();
    keep(before, "log");
    inForce.settings().telling().channels().forEach(channel -> keep(before, channel.name()));
    configuration = taken(inForce.at(), inForce.waiting());
  }

  private void keep(Map<String, ChannelHealth> before, String name) {
    if (before.containsKey(name)) {
      channels.put(name, before.get(name));
    }
  }

  private JsonObject taken(Instant at, List<String> waiting) {
    return new JsonObject()
        .put("state", "OK")
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
  JsonObject everything() {
    Optional<Instant> now = Optional.of(pace.instant());
    return body(row -> true, Set.of()).put("time", view.time(now));
  }

  private void services(RoutingContext ctx) {
    json(ctx, body(wanted(ctx), list(ctx, "fields")));
  }

  private JsonObject body(Predicate<ServiceRow> wanted, Set<String> fields) {
    long now = pace.nanos();
    JsonArray rows = new JsonArray();
    for (ServiceRow row : table.rows()) {
      if (wanted.test(row)) {
        rows.add(only(fields, view.brief(row, now)));
      }
    }
    return new JsonObject()
        .put("configuration", configuration)
        .put("channels", channels())
        .put("services", rows);
  }

  private void service(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Optional<ServiceRow> row = table.row(id);
    if (row.isEmpty()) {
      Problem.send(ctx, 404, "No service has this id; /api/v1/services lists them all.");
      return;
    }
    json(ctx, view.whole(row.get(), pace.nanos()));
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

  private JsonArray channels() {
    var all = new JsonArray();
    for (ChannelHealth channel : channels.values()) {
      all.add(
          new JsonObject()
              .put("name", channel.name())
              .put("kind", channel.kind())
              .put("state", channel.state().name())
              .put("since", view.time(Optional.of(channel.since())))
              .put("why", channel.whyAndMend().orElse(null)));
    }
    return all;
  }

  static void json(RoutingContext ctx, JsonObject body) {
    ctx.response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store");
    Reading.end(ctx, body.toBuffer());
  }
}
