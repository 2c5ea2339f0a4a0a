package homebox.controlplane.check.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for what blocks: so many at most, and so many tasks waiting at most. */
final class Workers {
  private final ThreadPoolExecutor pool;

  Workers(String name, int threads, int waiting) {
    var count = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> {
              var thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /** False if there is no room: nothing will be run then. */
  boolean run(Runnable task) {
    try {
      pool.execute(() -> runWhileWanted(task));
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  private static void runWhileWanted(Runnable task) {
    try {
      task.run();
    } catch (RejectedExecutionException closing) {
      return; // the event loop that asked has ended meanwhile
    }
  }

  void close() {
    pool.shutdownNow();
  }
}
