package homebox.controlplane;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts parts in order and stops them in reverse, one after the other. {@code vertx.close()} alone
 * has no order, and the children of a verticle stop before their parent.
 */
final class Sequence {
  private static final Logger log = LoggerFactory.getLogger(Sequence.class);

  private record Part(String name, Supplier<Future<?>> down) {}

  private final Deque<Part> running = new ArrayDeque<>();
  private Future<?> coming = Future.succeededFuture();
  private Future<Void> end;

  /** Starts one more part; it is stopped only if it has started. After {@link #stop} none does. */
  synchronized <T> Future<T> start(
      String name, Supplier<Future<T>> up, Function<T, Future<?>> down) {
    if (end != null) {
      return Future.failedFuture("it was told to stop before " + name + " had started");
    }
    Future<T> started =
        up.get()
            .onSuccess(part -> push(new Part(name, () -> down.apply(part))))
            .onFailure(cause -> log.debug("{} did not start", name, cause));
    coming = started;
    return started;
  }

  /**
   * Stops what runs, the last first; a part that is just starting is waited for. One that cannot
   * stop is said, and the next one stops. Whoever asks again waits for the same end: two at once
   * would close the database under who still writes.
   */
  synchronized Future<Void> stop() {
    if (end == null) {
      Promise<Void> stopped = Promise.promise();
      end = stopped.future();
      coming.transform(came -> stopNext()).onComplete(stopped);
    }
    return end;
  }

  private synchronized void push(Part part) {
    running.push(part);
  }

  private synchronized Part poll() {
    return running.poll();
  }

  private Future<Void> stopNext() {
    Part part = poll();
    if (part == null) {
      return Future.succeededFuture();
    }
    return part.down()
        .get()
        .onFailure(cause -> log.warn("{} did not stop in order: {}", part.name(), cause.toString()))
        .transform(done -> stopNext());
  }
}
