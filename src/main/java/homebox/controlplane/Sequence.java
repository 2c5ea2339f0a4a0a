package homebox.controlplane;

import io.vertx.core.Future;
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

  /** Starts one more part; it is stopped only if it has started. */
  <T> Future<T> start(String name, Supplier<Future<T>> up, Function<T, Future<?>> down) {
    return up.get()
        .onSuccess(started -> running.push(new Part(name, () -> down.apply(started))))
        .onFailure(cause -> log.debug("{} did not start", name, cause));
  }

  /** Stops what runs, the last first. A part that cannot stop is said, and the next one stops. */
  Future<Void> stop() {
    Part part = running.poll();
    if (part == null) {
      return Future.succeededFuture();
    }
    return part.down()
        .get()
        .onFailure(cause -> log.warn("{} did not stop in order: {}", part.name(), cause.toString()))
        .transform(done -> stop());
  }
}
