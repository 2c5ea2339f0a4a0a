package homebox.controlplane.store;

import homebox.controlplane.bus.Asker;
import homebox.controlplane.time.Pace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The one who writes: one job after the other, each in a transaction of its own. Between two jobs
 * the urgent lane goes first. May be called from anywhere; answers come on the caller's context.
 */
public final class Writer {
  /** Who goes first. */
  public enum Lane {
    /** What must not wait: transitions and messages. On the disk when it is committed. */
    URGENT,
    /**
     * All else. A job of this lane holds the writer for 20 ms at most: cut it in pieces. A power
     * cut may take the last ones, the end of the process does not.
     */
    ORDINARY
  }

  /** A job that takes longer is given up, and its connection with it. */
  static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final int ANY = -1;

  /** Jobs that may wait in one lane; one more is refused. */
  static final int PLACES = 1_000;

  private final Map<Lane, Deque<Job<?>>> waiting = new EnumMap<>(Lane.class);
  private final Context context;
  private final Pace pace;
  private final Broken broken;
  private Session session;
  private int generation;
  private Throwable why = new StoreUnavailable("the database is not open yet", null);
  private Job<?> running;

  /** Hears of a session that no longer does. */
  interface Broken {
    /** Returns what the job is to be answered. */
    StoreUnavailable tell(Session session, Trouble trouble, Throwable cause);
  }

  /** Lives on {@code context}; has nothing to write to before {@link #use}. */
  Writer(Context context, Pace pace, Broken broken) {
    this.context = context;
    this.pace = pace;
    this.broken = broken;
    for (Lane lane : Lane.values()) {
      waiting.put(lane, new ArrayDeque<>());
    }
  }

  /**
   * Runs {@code work} in a transaction: committed when its future succeeds, rolled back when it
   * fails. It runs on the writer's context, so it had better know nothing but what it was made
   * with.
   *
   * @return what the work answered, after the commit. Failed with {@link StoreUnavailable} when the
   *     database does not work, or broke under it; else with the work's own failure or what the
   *     database says of its statements. A job that failed as unavailable may still have been
   *     committed: one that is tried again must be such that twice is once.
   */
  public <T> Future<T> submit(Lane lane, Function<SqlConnection, Future<T>> work) {
    return submit(lane, ANY, work);
  }

  /**
   * The same, and fails with {@link StoreUnavailable} if the database is not that opening of it any
   * more: for work that builds on what was read from it.
   *
   * @param generation {@link Database#generation()} when it was read
   */
  public <T> Future<T> submit(Lane lane, int generation, Function<SqlConnection, Future<T>> work) {
    Promise<T> answer = Promise.promise();
    var job = new Job<>(lane, generation, work, answer);
    context.runOnContext(now -> enter(job));
    return Asker.hears(answer.future());
  }

  /** From now on jobs are written there. */
  void use(Session opened, int number) {
    session = opened;
    generation = number;
    next();
  }

  /** From now on jobs fail at once; so do those that wait. */
  void rest(Throwable cause) {
    session = null;
    why = cause;
    for (Lane lane : Lane.values()) {
      Deque<Job<?>> jobs = waiting.get(lane);
      while (!jobs.isEmpty()) {
        jobs.poll().answer.fail(cause);
      }
    }
  }

  private void enter(Job<?> job) {
    Deque<Job<?>> lane = waiting.get(job.lane);
    if (session == null) {
      job.answer.fail(why);
    } else if (lane.size() >= PLACES) {
      job.answer.fail(new StoreUnavailable("the writer has too much to do", null));
    } else {
      lane.add(job);
      next();
    }
  }

  private void next() {
    if (running != null || session == null) {
      return;
    }
    Deque<Job<?>> urgent = waiting.get(Lane.URGENT);
    Job<?> job = urgent.isEmpty() ? waiting.get(Lane.ORDINARY).poll() : urgent.poll();
    if (job == null) {
      return;
    }
    if (job.generation == ANY || job.generation == generation) {
      run(job, session);
    } else {
      job.answer.fail(new StoreUnavailable("the database was opened anew", null));
      next();
    }
  }

  private <T> void run(Job<T> job, Session on) {
    running = job;
    job.deadline = pace.after(DEADLINE, () -> context.runOnContext(now -> giveUp(job, on)));
    on.begin(job.lane)
        .compose(begun -> job.work.apply(on.connection()))
        .compose(result -> job.over ? tooLate() : on.commit().map(result))
        .recover(cause -> on.rollback().transform(back -> Future.failedFuture(cause)))
        .onComplete((result, cause) -> finish(job, on, result, cause));
  }

  private <T> void finish(Job<T> job, Session on, T result, Throwable cause) {
    if (job.over) {
      return;
    }
    job.deadline.cancel();
    job.over = true;
    running = null;
    job.answer.complete(result, cause == null ? null : failure(on, cause));
    next();
  }

  private Throwable failure(Session on, Throwable cause) {
    return Trouble.in(cause)
        .<Throwable>map(trouble -> broken.tell(on, trouble, cause))
        .orElse(
            on == session
                ? cause
                : new StoreUnavailable("the database was closed under it", cause));
  }

  /** Only the connection is given up: what hangs in the database cannot be called back. */
  private void giveUp(Job<?> job, Session on) {
    if (job.over) {
      return;
    }
    var hung =
        new Trouble.Hung("the database did not answer within " + DEADLINE.toSeconds() + " s");
    job.over = true;
    running = null;
    job.answer.fail(broken.tell(on, Trouble.HUNG, hung));
    next();
  }

  private static <T> Future<T> tooLate() {
    return Future.failedFuture(new Trouble.Hung("given up"));
  }

  private static final class Job<T> {
    private final Lane lane;
    private final int generation;
    private final Function<SqlConnection, Future<T>> work;
    private final Promise<T> answer;
    private Pace.Timer deadline;
    private boolean over;

    private Job(
        Lane lane, int generation, Function<SqlConnection, Future<T>> work, Promise<T> answer) {
      this.lane = lane;
      this.generation = generation;
      this.work = work;
      this.answer = answer;
    }
  }
}
