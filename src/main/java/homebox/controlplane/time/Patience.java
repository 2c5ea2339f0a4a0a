package homebox.controlplane.time;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** Waiting for an answer, and no longer than that. */
public final class Patience {
  private Patience() {}

  /**
   * The answer, or {@code late} if it has not come within {@code limit}; what comes after that is
   * not heard.
   */
  public static <T> Future<T> within(Pace pace, Duration limit, Future<T> answer, T late) {
    Promise<T> first = Promise.promise();
    Pace.Timer end = pace.after(limit, () -> first.tryComplete(late));
    answer.onComplete(
        (came, cause) -> {
          end.cancel();
          if (cause == null) {
            first.tryComplete(came);
          } else {
            first.tryFail(cause);
          }
        });
    return first.future();
  }
}
