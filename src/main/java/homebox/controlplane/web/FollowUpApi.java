package homebox.controlplane.web;

import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Order;
import homebox.controlplane.alert.Orders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/** What people do about incidents, each answered with the incident as it is then. */
final class FollowUpApi {
  private static final String NO_TEXT =
      "text is missing: send {\"text\": \"...\"}, 1 to 1,000 characters.";
  private static final String NO_STRING = " is to be a text, 1 to 1,000 characters.";
  private static final String STRANGE = "The body has one key: ";

  private final Orders orders;
  private final IncidentApi incidents;

  FollowUpApi(Orders orders, IncidentApi incidents) {
    this.orders = orders;
    this.incidents = incidents;
  }

  void mount(Router router, Changing changing) {
    changing.at(router, HttpMethod.POST, "/api/v1/incidents/:id/acknowledge", this::acknowledge);
    changing.at(router, HttpMethod.POST, "/api/v1/incidents/:id/notes", this::note);
  }

  private void acknowledge(RoutingContext ctx, Actor who, JsonObject body) {
    if (understood(ctx, body, "note")) {
      var note = Optional.ofNullable(body.getString("note"));
      give(ctx, who, new Order.Acknowledge(ctx.pathParam("id"), note));
    }
  }

  private void note(RoutingContext ctx, Actor who, JsonObject body) {
    if (!understood(ctx, body, "text")) {
      return;
    }
    String text = body.getString("text");
    if (text == null) {
      Problem.send(ctx, 400, NO_TEXT);
    } else {
      give(ctx, who, new Order.Note(ctx.pathParam("id"), text));
    }
  }

  /** It has no other key than that, which is a text where it is. */
  private static boolean understood(RoutingContext ctx, JsonObject body, String key) {
    if (!Set.of(key).containsAll(body.fieldNames())) {
      Problem.send(ctx, 400, STRANGE + key + ".");
      return false;
    }
    Object value = body.getValue(key);
    if (value != null && !(value instanceof String)) {
      Problem.send(ctx, 400, key + NO_STRING);
      return false;
    }
    return true;
  }

  private void give(RoutingContext ctx, Actor who, Order.OfIncident order) {
    orders
        .give(order, who.name(), Orders.ALONE)
        .onSuccess(
            obeyed -> {
              if (obeyed instanceof Obeyed.Refused refused) {
                Obeying.refuse(ctx, refused);
              } else {
                incidents.answer(ctx, order.incident());
              }
            })
        .onFailure(cause -> Answer.away(ctx, cause));
  }
}
