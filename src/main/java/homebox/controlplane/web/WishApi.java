package homebox.controlplane.web;

import homebox.controlplane.alert.Order;
import homebox.controlplane.alert.Orders;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.Lengths;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What somebody who is logged in wants of one service. */
final class WishApi {
  static final String NOT_ASKED = "This service is not asked in this version, so it is as it is.";

  private static final String FOR = "for";
  private static final String USUAL = "1h";
  private static final String NO_LENGTH =
      "for is no length of time: write seconds (30, 0.5) or 500ms, 30s, 5m, 2h, 7d;"
          + " without it it is 1h.";

  private final ServiceTable table;
  private final Orders orders;

  WishApi(ServiceTable table, Orders orders) {
    this.table = table;
    this.orders = orders;
  }

  void mount(Router router, Changing changing) {
    at(router, changing, "mute", this::mute);
    at(router, changing, "pause", (ctx, who, body) -> give(ctx, who, Order.Pause::new));
    at(router, changing, "resume", (ctx, who, body) -> give(ctx, who, Order.Resume::new));
    at(router, changing, "unmute", (ctx, who, body) -> give(ctx, who, Order.Unmute::new));
  }

  private static void at(Router router, Changing changing, String what, Changing.Work work) {
    changing.at(router, HttpMethod.POST, "/api/v1/services/:id/" + what, work);
  }

  private void mute(RoutingContext ctx, Actor who, JsonObject body) {
    Optional<String> strange =
        body.fieldNames().stream().filter(key -> !key.equals(FOR)).findFirst();
    Optional<Duration> length = Lengths.read(String.valueOf(body.getValue(FOR, USUAL)));
    if (strange.isPresent()) {
      Problem.send(ctx, 400, strange.get() + " is not known here; the only key is " + FOR + ".");
    } else if (length.isEmpty()) {
      Problem.send(ctx, 400, NO_LENGTH);
    } else {
      give(ctx, who, id -> new Order.Mute(id, length.get()));
    }
  }

  private void give(RoutingContext ctx, Actor who, Function<String, Order> order) {
    Optional<ServiceRow> row = table.row(ctx.pathParam("id"));
    if (row.isEmpty()) {
      Problem.send(ctx, 404, Api.NO_SERVICE);
    } else if (!(row.get().config().ask() instanceof HttpAsk)) {
      Problem.send(ctx, 409, NOT_ASKED);
    } else {
      String id = row.get().config().id();
      Obeying.answer(
          ctx,
          orders.give(order.apply(id), who.name(), Orders.ALONE),
          done -> new JsonObject().put("id", id));
    }
  }
}
