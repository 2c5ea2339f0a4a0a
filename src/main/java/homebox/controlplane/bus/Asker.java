package homebox.controlplane.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Answers that come from another context, heard where they were asked for. */
public final class Asker {
  private Asker() {}

  /** The same answer, on the context of who calls this; who has none hears it where it comes. */
  public static <T> Future<T> hears(Future<T> answer) {
    Context asker = Vertx.currentContext();
    if (asker == null) {
      return answer;
    }
    Promise<T> there = Promise.promise();
    answer.onComplete((value, cause) -> asker.runOnContext(now -> there.complete(value, cause)));
    return there.future();
  }
}
