package homebox.controlplane.model;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.ExecutorServiceFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which a process works on its file, and a hand on them: whether they work now can
 * be seen, they can be stopped before any piece of work, and what has stopped may never go on.
 */
final class Workers implements ExecutorServiceFactory {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final Deque<Runnable> held = new ArrayDeque<>();
  private int running;
  private long begun;
  private int left = UNLIMITED;
  private boolean hangs;
  private boolean spent;

  /** A Vertx with one event loop, working on these. */
  Vertx vertx() {
    return VertxBootstrap.create()
        .options(new VertxOptions().setEventLoopPoolSize(1))
        .executorServiceFactory(this)
        .init()
        .vertx();
  }

  /** True while something is worked on. */
  synchronized boolean busy() {
    return running > 0;
  }

  /** How many pieces of work there were. */
  synchronized long begun() {
    return begun;
  }

  /** It goes on for ever, unless it has ended. */
  synchronized void endNever() {
    left = UNLIMITED;
  }

  /** After so many pieces of work nothing is worked on any more. */
  synchronized void endAfter(int pieces) {
    left = pieces;
  }

  /** True when there was one piece of work more than that. */
  synchronized boolean ended() {
    return spent;
  }

  /** Nothing new is worked on until it is let go. */
  synchronized void hang() {
    hangs = true;
  }

  synchronized boolean hangs() {
    return hangs;
  }

  /** What has waited is worked on, unless this has ended. */
  synchronized void letGo() {
    hangs = false;
    if (!spent) {
      List<Runnable> waiting = List.copyOf(held);
      held.clear();
      waiting.forEach(Runnable::run);
    }
  }

  /** What has waited is worked on. */
  synchronized void letAllGo() {
    left = UNLIMITED;
    spent = false;
    letGo();
  }

  private synchronized void enter(Runnable work, ExecutorService threads) {
    if (hangs || spent) {
      held.add(() -> enter(work, threads));
    } else if (left == 0) {
      spent = true;
      held.add(() -> enter(work, threads));
    } else {
      left -= left == UNLIMITED ? 0 : 1;
      running++;
      begun++;
      threads.execute(() -> run(work));
    }
  }

  /** Over only when all that it has told the event loop is there. */
  private void run(Runnable work) {
    try {
      work.run();
    } finally {
      over();
    }
  }

  private synchronized void over() {
    running--;
  }

  @Override
  public ExecutorService createExecutor(ThreadFactory factory, Integer usual, Integer most) {
    ExecutorService threads = Executors.newFixedThreadPool(most, factory);
    return new AbstractExecutorService() {
      @Override
      public void execute(Runnable work) {
        enter(work, threads);
      }

      @Override
      public void shutdown() {
        threads.shutdown();
      }

      @Override
      public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
      }

      @Override
      public boolean isShutdown() {
        return threads.isShutdown();
      }

      @Override
      public boolean isTerminated() {
        return threads.isTerminated();
      }

      @Override
      public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(time, unit);
      }
    };
  }
}
