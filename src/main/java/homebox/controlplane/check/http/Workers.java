package homebox.controlplane.check.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for what blocks. */
final class Workers {
  private final ThreadPoolExecutor pool;

  /** So many threads at most, and so many tasks waiting at most. */
  Workers(String name, int threads, int waiting) {
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            threads(name));
    pool.allowCoreThreadTimeOut(true);
  }

  private Workers(String name) {
    pool =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads(name));
  }

  /** As many threads as there are tasks, none waits: who gives the tasks holds the bound. */
  static Workers unbounded(String name) {
    return new Workers(name);
  }

  private static ThreadFactory threads(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** False if there is no room, or after the end: nothing will be run then. */
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
