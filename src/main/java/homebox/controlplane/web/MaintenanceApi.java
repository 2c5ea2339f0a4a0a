package homebox.controlplane.web;

import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Order;
import homebox.controlplane.alert.Orders;
import homebox.controlplane.alert.PlannedWork;
import homebox.controlplane.alert.PlannedWorks;
import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.Fault;
import homebox.controlplane.config.Lengths;
import homebox.controlplane.config.Maintenance;
import homebox.controlplane.config.Maintenance.Again;
import homebox.controlplane.config.Maintenance.Once;
import homebox.controlplane.config.MaintenanceForm;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Planned work: listed for who sees everything, for its selectors name services that may be hidden;
 * planned and called off by who is logged in. One event loop's alone.
 */
final class MaintenanceApi {
  private static final String PATH = "/api/v1/maintenance";
  private static final String CURSOR = "[a-z0-9-]{1,32}";
  private static final String NOT_FOR_ALL =
      "Planned work is listed for those who see everything; /api/v1/services shows to all what is"
          + " under way.";

  private final Orders orders;
  private final Entrance entrance;
  private final ServiceView view;
  private final Pace pace;
  private final Supplier<Settings> settings;
  private List<PlannedWork> all = List.of();

  MaintenanceApi(
      Orders orders, Entrance entrance, ServiceView view, Pace pace, Supplier<Settings> settings) {
    this.orders = orders;
    this.entrance = entrance;
    this.view = view;
    this.pace = pace;
    this.settings = settings;
  }

  void hear(PlannedWorks works) {
    all = works.all();
  }

  void mount(Router router, Changing changing) {
    Reading.at(router, PATH).handler(this::list);
    changing.at(router, HttpMethod.POST, PATH, this::plan);
    changing.at(router, HttpMethod.DELETE, PATH + "/:id", this::cancel);
  }

  private void list(RoutingContext ctx) {
    if (Sight.of(ctx) != Sight.ALL) {
      entrance.refuse(ctx, NOT_FOR_ALL);
      return;
    }
    Instant now = pace.instant();
    Paging.of(ctx, CURSOR)
        .ifPresent(
            paging ->
                Answer.of(
                    ctx,
                    paging.page(
                        "maintenance",
                        rows(paging, now),
                        work -> json(work, now),
                        PlannedWork::id)));
  }

  /** What people planned is listed until it is over, what stands in the file as long as it does. */
  private List<PlannedWork> rows(Paging paging, Instant now) {
    List<PlannedWork> shown =
        all.stream().filter(each -> each.by().isEmpty() || !each.isOver(now)).toList();
    List<String> ids = shown.stream().map(PlannedWork::id).toList();
    int from = paging.after().map(ids::indexOf).orElse(-1) + 1;
    return shown.subList(from, Math.min(from + paging.rows(), shown.size()));
  }

  private JsonObject json(PlannedWork planned, Instant now) {
    Maintenance work = planned.work();
    var json =
        new JsonObject()
            .put("id", planned.id())
            .put("services", new JsonArray(work.services()))
            .put("nobody", new JsonArray(planned.nobody()));
    if (work.times() instanceof Once once) {
      json.put("from", view.time(Optional.of(once.from())))
          .put("until", view.time(Optional.of(once.until())));
    } else if (work.times() instanceof Again again) {
      json.put("cron", again.begins().text())
          .put("duration", Lengths.text(again.length()))
          .put("time_zone", again.begins().zone().getId());
    }
    return json.put("reason", work.reason().isEmpty() ? null : work.reason())
        .put("origin", planned.by().isPresent() ? "page" : "file")
        .put("by", planned.by().orElse(null))
        .put("active", planned.isActive(now));
  }

  private void plan(RoutingContext ctx, Actor who, JsonObject body) {
    try {
      Maintenance work = MaintenanceForm.read(body.getMap(), settings.get());
      orders
          .give(new Order.PlanWork(work), who.name(), Orders.ALONE)
          .onSuccess(came -> planned(ctx, came))
          .onFailure(cause -> Answer.away(ctx, cause));
    } catch (ConfigFaults faults) {
      wrong(ctx, faults.details());
    }
  }

  private static void planned(RoutingContext ctx, Obeyed came) {
    if (came instanceof Obeyed.Refused refused) {
      wrong(ctx, List.of(Fault.of(refused.words())));
    } else {
      Answer.now(ctx, 201, new JsonObject().put("id", ((Obeyed.Done) came).id()));
    }
  }

  private static void wrong(RoutingContext ctx, List<Fault> faults) {
    String all = faults.stream().map(Fault::told).collect(Collectors.joining("; "));
    Problem.send(ctx, 400, all, SettingsForm.faults(faults));
  }

  private void cancel(RoutingContext ctx, Actor who, JsonObject body) {
    Obeying.answer(
        ctx,
        orders.give(new Order.CancelWork(ctx.pathParam("id")), who.name(), Orders.ALONE),
        done -> new JsonObject().put("id", done.id()));
  }
}
