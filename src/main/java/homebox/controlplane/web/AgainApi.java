package homebox.controlplane.web;

import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.notify.DeadLetters;
import homebox.controlplane.notify.DeadLetters.Came;
import homebox.controlplane.notify.DeliveryStore;
import homebox.controlplane.notify.DeliveryStore.StoredMessage;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a message that was given up sent again. */
final class AgainApi {
  private static final Logger log = LoggerFactory.getLogger(AgainApi.class);

  private static final String NONE = "No message has this id; /api/v1/messages lists them all.";
  private static final String NOT_FAILED =
      "This message was not given up: it was delivered, or is on its way.";

  private final Vertx vertx;
  private final Pace pace;
  private final Channels channels;
  private final StoryView view;
  private final DeliveryStore messages;
  private final DeadLetters letters;

  AgainApi(Vertx vertx, Pace pace, Channels channels, StoryView view, Database database) {
    this.vertx = vertx;
    this.pace = pace;
    this.channels = channels;
    this.view = view;
    this.messages = new DeliveryStore(database);
    this.letters = new DeadLetters(database);
  }

  void mount(Router router, Changing changing) {
    changing.at(
        router, HttpMethod.POST, "/api/v1/messages/:id/again", (ctx, who, body) -> again(ctx, who));
  }

  private void again(RoutingContext ctx, Actor who) {
    String id = ctx.pathParam("id");
    if (!id.matches(MessageApi.CURSOR)) {
      Problem.send(ctx, 404, NONE);
      return;
    }
    messages
        .find(Long.parseLong(id))
        .onSuccess(found -> again(ctx, who, found))
        .onFailure(cause -> Answer.away(ctx, cause));
  }

  private void again(RoutingContext ctx, Actor who, Optional<StoredMessage> found) {
    if (found.isEmpty()) {
      Problem.send(ctx, 404, NONE);
    } else if (!channels.has(found.get().channel())) {
      Problem.send(
          ctx,
          409,
          "The channel "
              + found.get().channel()
              + " is not configured any more: configure it again, or leave the message as it is.");
    } else {
      letters
          .again(found.get().id(), who.name(), pace.instant())
          .onSuccess(came -> answer(ctx, who, found.get(), came))
          .onFailure(cause -> Answer.away(ctx, cause));
    }
  }

  private void answer(RoutingContext ctx, Actor who, StoredMessage message, Came came) {
    if (came == Came.NOT_FAILED) {
      Problem.send(ctx, 409, NOT_FAILED);
      return;
    }
    if (came == Came.DUE) {
      log.info(
          "channel {}: {} has message {} sent again", message.channel(), who.name(), message.id());
      MessagesDue.ADDRESS.publish(vertx, new MessagesDue(Set.of(message.channel())));
    }
    Sight sight = Sight.of(ctx);
    Answer.orNothing(
        ctx,
        messages.find(message.id()).map(now -> now.map(one -> view.message(one, sight))),
        NONE);
  }
}
