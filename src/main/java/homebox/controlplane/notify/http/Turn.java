package homebox.controlplane.notify.http;

import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets nothing go before the other side takes it; who would have to wait too long is held back. */
public record Turn(String called, Rate rate, Pace pace) {
  /** How long a delivery may wait for its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Goes when it is its turn. */
  public Future<Delivery> take(Supplier<Future<Delivery>> attempt) {
    Duration wait = rate.reserve(pace.nanos(), PATIENCE);
    if (wait.compareTo(PATIENCE) > 0) {
      return Future.succeededFuture(heldBack(wait));
    }
    return wait.isZero() ? attempt.get() : after(wait).compose(turn -> attempt.get());
  }

  private Delivery heldBack(Duration wait) {
    return new Delivery.Later(
        "held back: " + called + " takes no more in so short a time",
        Fault.RATE_LIMITED,
        Optional.of(wait),
        false);
  }

  private Future<Void> after(Duration wait) {
    Promise<Void> turn = Promise.promise();
    pace.after(wait.plusMillis(1), turn::tryComplete);
    return turn.future();
  }
}
