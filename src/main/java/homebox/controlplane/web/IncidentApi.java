package homebox.controlplane.web;

import homebox.controlplane.alert.IncidentStore;
import homebox.controlplane.alert.IncidentStore.StoredIncident;
import homebox.controlplane.notify.DeliveryStore;
import homebox.controlplane.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The questions about what went wrong, each with what people were told. */
final class IncidentApi {
  private static final String CURSOR = "[0-9a-z-]{1,40}";

  private final IncidentStore incidents;
  private final DeliveryStore messages;
  private final ServiceTable table;
  private final StoryView view;

  IncidentApi(Database database, ServiceTable table, StoryView view) {
    this.incidents = new IncidentStore(database);
    this.messages = new DeliveryStore(database);
    this.table = table;
    this.view = view;
  }

  void mount(Router router) {
    Reading.at(router, "/api/v1/incidents").handler(this::incidents);
    Reading.at(router, "/api/v1/incidents/:id").handler(this::incident);
  }

  private void incidents(RoutingContext ctx) {
    Sight sight = Sight.of(ctx);
    Paging.of(ctx, CURSOR)
        .ifPresent(
            paging ->
                Answer.of(
                    ctx,
                    read(paging, only(ctx, sight)).compose(found -> page(paging, found, sight))));
  }

  /** Those of the services that are asked for and may be seen; empty: those of all. */
  private Optional<List<String>> only(RoutingContext ctx, Sight sight) {
    return ctx.queryParam("service").stream()
        .findFirst()
        .map(id -> table.sees(id, sight) ? List.of(id) : List.<String>of())
        .or(() -> table.only(sight));
  }

  private Future<List<StoredIncident>> read(Paging paging, Optional<List<String>> only) {
    return only.map(some -> incidents.page(some, paging.after(), paging.rows()))
        .orElseGet(() -> incidents.page(paging.after(), paging.rows()));
  }

  /** One after the other: a page has few incidents, and each an answer from an index. */
  private Future<JsonObject> page(Paging paging, List<StoredIncident> found, Sight sight) {
    var whole = new ArrayList<JsonObject>();
    Future<Void> read = Future.succeededFuture();
    for (StoredIncident incident : paging.shown(found)) {
      read = read.compose(before -> whole(incident, sight)).map(json -> add(whole, json));
    }
    return read.map(
        done ->
            new JsonObject()
                .put("incidents", new JsonArray(whole))
                .put("next", paging.next(found, StoredIncident::id)));
  }

  private static Void add(List<JsonObject> all, JsonObject json) {
    all.add(json);
    return null;
  }

  private void incident(RoutingContext ctx) {
    answer(ctx, ctx.pathParam("id"));
  }

  /** With that incident as it is now, or that there is none. */
  void answer(RoutingContext ctx, String id) {
    Sight sight = Sight.of(ctx);
    Answer.orNothing(
        ctx,
        incidents
            .find(id)
            .map(found -> found.filter(incident -> table.sees(incident.service(), sight)))
            .compose(found -> whole(found, sight)),
        "No incident has this id; /api/v1/incidents lists them all.");
  }

  private Future<Optional<JsonObject>> whole(Optional<StoredIncident> found, Sight sight) {
    return found.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : whole(found.get(), sight).map(Optional::of);
  }

  private Future<JsonObject> whole(StoredIncident incident, Sight sight) {
    return messages
        .of(incident.id())
        .compose(
            told ->
                incidents
                    .notes(incident.id())
                    .map(notes -> view.incident(incident, notes, told, sight)));
  }
}
