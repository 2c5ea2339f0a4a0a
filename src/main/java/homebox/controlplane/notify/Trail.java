package homebox.controlplane.notify;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What is to be written into the trail, in its order; what cannot be written now is kept. */
final class Trail {
  private final Deque<Supplier<Future<Void>>> waiting = new ArrayDeque<>();

  void add(Supplier<Future<Void>> mark) {
    waiting.add(mark);
  }

  /** Writes until one fails; true when nothing waits any more. Never fails. */
  Future<Boolean> flush() {
    Supplier<Future<Void>> first = waiting.peek();
    if (first == null) {
      return Future.succeededFuture(true);
    }
    return first
        .get()
        .compose(
            written -> {
              waiting.poll();
              return flush();
            })
        .otherwise(false);
  }
}
