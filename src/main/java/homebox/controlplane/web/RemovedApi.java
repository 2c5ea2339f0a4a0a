package homebox.controlplane.web;

import homebox.controlplane.history.Past;
import homebox.controlplane.history.RemovedServices;
import homebox.controlplane.history.RemovedServices.Removed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/v1/removed} and {@code /api/v1/removed/{id}}: services that are watched no more,
 * for who sees everything; nobody knows what they hid from others.
 */
final class RemovedApi {
  private static final String CURSOR = "[a-z0-9-]{1,64}";
  private static final String NOBODY =
      "No service of this id was removed; /api/v1/removed lists them all.";

  private final RemovedServices removed;
  private final ServiceTable table;
  private final ServiceView view;
  private final Past past;

  RemovedApi(RemovedServices removed, ServiceTable table, ServiceView view, Past past) {
    this.removed = removed;
    this.table = table;
    this.view = view;
    this.past = past;
  }

  void mount(Router router) {
    Reading.at(router, "/api/v1/removed").handler(this::page);
    Reading.at(router, "/api/v1/removed/:id").handler(this::one);
  }

  private void page(RoutingContext ctx) {
    Paging.of(ctx, CURSOR)
        .ifPresent(
            paging ->
                Answer.of(
                    ctx,
                    read(paging, Sight.of(ctx))
                        .map(found -> paging.page("services", found, this::brief, Removed::id))));
  }

  private Future<List<Removed>> read(Paging paging, Sight sight) {
    return sight == Sight.ALL
        ? removed.page(table.ids(), paging.after(), paging.rows())
        : Future.succeededFuture(List.of());
  }

  private void one(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    boolean told = Sight.of(ctx) == Sight.ALL && table.row(id).isEmpty();
    Future<Optional<Removed>> found =
        told ? removed.find(id) : Future.succeededFuture(Optional.empty());
    Answer.orNothing(ctx, found.map(one -> one.map(this::whole)), NOBODY);
  }

  private JsonObject brief(Removed service) {
    return new JsonObject()
        .put("id", service.id())
        .put("name", service.name())
        .put("group", orNull(service.group()))
        .put("kind", orNull(service.kind()))
        .put("url", orNull(service.url()))
        .put("removed", view.time(service.removed()))
        .put("watched_from", view.time(service.watchedFrom()));
  }

  private JsonObject whole(Removed service) {
    return brief(service)
        .put("uptime", ServiceView.uptime(past.uptimes(service.id())))
        .put("until", past.today().toString())
        .put("days", DayView.json(past.days(service.id())));
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
