package homebox.controlplane.notify;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What is to be written into the trail, in its order; what cannot be written now is kept. */
final class Trail {
  private final Deque<Supplier<Future<Void>>> waiting = new ArrayDeque<>();
  private Future<Boolean> flushing = Future.succeededFuture(true);

  void add(Supplier<Future<Void>> mark) {
    waiting.add(mark);
  }

  /**
   * Writes until one fails; true when nothing waits any more. Never fails. While it is under way
   * nothing is begun a second time.
   */
  Future<Boolean> flush() {
    if (flushing.isComplete()) {
      flushing = next();
    }
    return flushing;
  }

  private Future<Boolean> next() {
    Supplier<Future<Void>> first = waiting.peek();
    if (first == null) {
      return Future.succeededFuture(true);
    }
    return first
        .get()
        .compose(
            written -> {
              waiting.poll();
              return next();
            })
        .otherwise(false);
  }
}
