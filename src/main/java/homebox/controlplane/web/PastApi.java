package homebox.controlplane.web;

import homebox.controlplane.alert.IncidentStore;
import homebox.controlplane.alert.IncidentStore.StoredIncident;
import homebox.controlplane.notify.DeliveryStore;
import homebox.controlplane.notify.DeliveryStore.StoredMessage;
import homebox.controlplane.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The questions about what happened: incidents, and what people were told. */
final class PastApi {
  private static final int MOST = 500;
  private static final int USUAL = 100;

  private final IncidentStore incidents;
  private final DeliveryStore messages;
  private final ServiceView view;

  PastApi(Database database, ServiceView view) {
    this.incidents = new IncidentStore(database);
    this.messages = new DeliveryStore(database);
    this.view = view;
  }

  void mount(Router router) {
    Reading.at(router, "/api/v1/incidents").handler(this::incidents);
    Reading.at(router, "/api/v1/incidents/:id").handler(this::incident);
    Reading.at(router, "/api/v1/messages").handler(this::messages);
  }

  private void incidents(RoutingContext ctx) {
    Optional<Integer> limit = limit(ctx);
    if (limit.isEmpty()) {
      return;
    }
    Future<JsonObject> answer =
        incidents
            .page(after(ctx), limit.get() + 1)
            .compose(found -> withMessages(found, limit.get()));
    reply(ctx, answer);
  }

  /** One after the other: a page has few incidents, and each an answer from an index. */
  private Future<JsonObject> withMessages(List<StoredIncident> found, int limit) {
    var shown = found.subList(0, Math.min(limit, found.size()));
    var rows = new JsonArray();
    Future<Void> read = Future.succeededFuture();
    for (StoredIncident incident : shown) {
      read = read.compose(before -> whole(incident)).map(json -> add(rows, json));
    }
    return read.map(
        done ->
            new JsonObject()
                .put("incidents", rows)
                .put("next", found.size() > limit ? shown.get(limit - 1).id() : null));
  }

  private static Void add(JsonArray rows, JsonObject json) {
    rows.add(json);
    return null;
  }

  private void incident(RoutingContext ctx) {
    incidents
        .find(ctx.pathParam("id"))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.<JsonObject>empty())
                    : whole(found.get()).map(Optional::of))
        .onSuccess(
            found -> {
              if (found.isPresent()) {
                Api.json(ctx, found.get());
              } else {
                Problem.send(
                    ctx, 404, "No incident has this id; /api/v1/incidents lists them all.");
              }
            })
        .onFailure(cause -> away(ctx, cause));
  }

  private void messages(RoutingContext ctx) {
    Optional<Integer> limit = limit(ctx);
    Optional<String> after = after(ctx);
    if (limit.isEmpty()) {
      return;
    }
    if (after.filter(text -> !text.matches("[0-9]{1,18}")).isPresent()) {
      Problem.send(ctx, 400, "after is the \"next\" of the page before; leave it out to begin.");
      return;
    }
    reply(
        ctx,
        messages
            .page(after.map(Long::valueOf), limit.get() + 1)
            .map(found -> page("messages", found, limit.get(), this::json, row -> "" + row.id())));
  }

  private static <T> JsonObject page(
      String noun,
      List<T> found,
      int limit,
      Function<T, JsonObject> form,
      Function<T, String> cursor) {
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new JsonObject()
        .put(noun, array(shown, form))
        .put("next", found.size() > limit ? cursor.apply(shown.get(limit - 1)) : null);
  }

  private Future<JsonObject> whole(StoredIncident incident) {
    return messages
        .of(incident.id())
        .map(told -> json(incident).put("messages", array(told, this::json)));
  }

  private JsonObject json(StoredIncident incident) {
    return new JsonObject()
        .put("id", incident.id())
        .put("service", incident.service())
        .put("name", incident.name())
        .put("kind", incident.kind())
        .put("started", view.time(Optional.of(incident.started())))
        .put("ended", view.time(incident.ended()))
        .put("duration_ms", incident.length().map(length -> length.toMillis()).orElse(null))
        .put("end", incident.end().orElse(null))
        .put("cause", incident.cause().orElse(null))
        .put("error", incident.error().orElse(null))
        .put("announced", view.time(incident.announced()))
        .putNull("acknowledged")
        .put("notes", new JsonArray());
  }

  private JsonObject json(StoredMessage message) {
    var services = new JsonArray();
    message.service().ifPresent(services::add);
    return new JsonObject()
        .put("id", message.id())
        .put("channel", message.channel())
        .put("kind", message.kind())
        .put("key", message.key())
        .put("incident", message.incident().orElse(null))
        .put("services", services)
        .put("state", message.state())
        .put("attempts", message.attempts())
        .put("created", view.time(Optional.of(message.created())))
        .put("next_try", view.time(message.nextTry()))
        .put("sent", view.time(message.sent()))
        .put("answer", message.answer().orElse(null))
        .put("possible_repeat", message.possibleRepeat());
  }

  private static <T> JsonArray array(List<T> rows, Function<T, JsonObject> form) {
    var all = new JsonArray();
    rows.forEach(row -> all.add(form.apply(row)));
    return all;
  }

  private static Optional<String> after(RoutingContext ctx) {
    return ctx.queryParam("after").stream().filter(text -> !text.isBlank()).findFirst();
  }

  /** Empty, and answered, when it is none. */
  private static Optional<Integer> limit(RoutingContext ctx) {
    String text = ctx.queryParam("limit").stream().findFirst().orElse(String.valueOf(USUAL));
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      Problem.send(ctx, 400, "limit is a number from 1 to " + MOST + ".");
      return Optional.empty();
    }
    return Optional.of(limit);
  }

  private static void reply(RoutingContext ctx, Future<JsonObject> answer) {
    answer.onSuccess(json -> Api.json(ctx, json)).onFailure(cause -> away(ctx, cause));
  }

  private static void away(RoutingContext ctx, Throwable cause) {
    Problem.send(ctx, 503, "The database does not answer now: " + cause.getMessage());
  }
}
