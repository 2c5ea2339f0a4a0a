package homebox.controlplane.web;

import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Obeyed.Done;
import homebox.controlplane.alert.Obeyed.Refused;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Says over HTTP what came of an order. */
final class Obeying {
  private Obeying() {}

  /** 200 with that form of what was done, or why it was not. */
  static void answer(RoutingContext ctx, Future<Obeyed> given, Function<Done, JsonObject> form) {
    answer(ctx, 200, given, form);
  }

  /** The same with another status than 200. */
  static void answer(
      RoutingContext ctx, int done, Future<Obeyed> given, Function<Done, JsonObject> form) {
    given
        .onSuccess(
            came -> {
              if (came instanceof Refused refused) {
                refuse(ctx, refused);
              } else {
                Answer.now(ctx, done, form.apply((Done) came));
              }
            })
        .onFailure(cause -> Answer.away(ctx, cause));
  }

  /** Why it was not. */
  static void refuse(RoutingContext ctx, Refused refused) {
    Problem.send(ctx, status(refused.why()), refused.words());
  }

  private static int status(Obeyed.Why why) {
    return switch (why) {
      case NO_SERVICE, NO_INCIDENT, NO_WORK -> 404;
      case OVER, OF_FILE -> 409;
      case OUT_OF_RANGE -> 400;
    };
  }
}
