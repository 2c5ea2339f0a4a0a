package homebox.controlplane.web;

import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.check.AskNow;
import homebox.controlplane.config.Host;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.notify.Notices;
import homebox.controlplane.notify.Own;
import homebox.controlplane.time.Pace;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What can be done from outside, for who is logged in. */
final class ChangeApi {
  private static final String NO_CHANNEL =
      "No channel has this name; /api/v1/services lists them all.";
  private static final String NOT_ASKED = "This service is not asked, so it cannot be asked now.";

  private static final String PAUSED =
      "This service is paused, so it cannot be asked now; resume it, which asks at once.";

  private final Vertx vertx;
  private final Pace pace;
  private final ServiceTable table;
  private final Channels channels;
  private final Notices notices;
  private final String version;

  ChangeApi(
      Vertx vertx,
      Pace pace,
      ServiceTable table,
      Channels channels,
      Notices notices,
      String version) {
    this.vertx = vertx;
    this.pace = pace;
    this.table = table;
    this.channels = channels;
    this.notices = notices;
    this.version = version;
  }

  void mount(Router router, Changing changing) {
    changing.at(
        router, HttpMethod.POST, "/api/v1/services/:id/check", (ctx, who, body) -> check(ctx));
    changing.at(
        router, HttpMethod.POST, "/api/v1/channels/:name/test", (ctx, who, body) -> test(ctx));
  }

  private void check(RoutingContext ctx) {
    Optional<ServiceRow> row = table.row(ctx.pathParam("id"));
    if (row.isEmpty()) {
      Problem.send(ctx, 404, Api.NO_SERVICE);
    } else if (!(row.get().config().ask() instanceof HttpAsk)) {
      Problem.send(ctx, 409, NOT_ASKED);
    } else if (row.get().cover().paused().isPresent()) {
      Problem.send(ctx, 409, PAUSED);
    } else {
      String id = row.get().config().id();
      AskNow.ADDRESS.of(id).publish(vertx, new AskNow(id));
      Answer.now(ctx, 202, new JsonObject().put("id", id));
    }
  }

  /** Its key leads to the message in /api/v1/messages, and so to what the channel answers. */
  private void test(RoutingContext ctx) {
    String channel = ctx.pathParam("name");
    if (!channels.has(channel)) {
      Problem.send(ctx, 404, NO_CHANNEL);
      return;
    }
    String key = "test:" + UUID.randomUUID();
    String line = "a test of the channel " + channel;
    notices
        .once(channel, key, new Own.Test(version, Host.name()), line, pace.instant())
        .onSuccess(
            kept -> {
              MessagesDue.ADDRESS.publish(vertx, new MessagesDue(Set.of(channel)));
              Answer.now(ctx, 202, new JsonObject().put("channel", channel).put("key", key));
            })
        .onFailure(cause -> Answer.away(ctx, cause));
  }
}
