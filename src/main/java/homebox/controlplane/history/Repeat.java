package homebox.controlplane.history;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Does one step after the other, thousands if need be: composed futures would nest as deep. */
final class Repeat {
  private Repeat() {}

  /** Until a step answers false or fails. */
  static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
    Promise<Void> done = Promise.promise();
    next(step, done);
    return done.future();
  }

  private static void next(Supplier<Future<Boolean>> step, Promise<Void> done) {
    step.get()
        .onComplete(
            (more, cause) -> {
              if (cause != null) {
                done.fail(cause);
              } else if (more) {
                next(step, done);
              } else {
                done.complete();
              }
            });
  }
}
