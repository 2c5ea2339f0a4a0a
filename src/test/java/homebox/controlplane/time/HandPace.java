package homebox.controlplane.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** Time that moves only when the test says so: clock, sleep and pause each by a hand of its own. */
public final class HandPace implements Pace {
  private record Due(long nanos, long order, Runnable task) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** Ten thousand are taken back at once; a loop may promise one while the test moves time. */
  private final TreeSet<Due> dues = new TreeSet<>();

  private Instant wall;
  private long nanos;
  private long bootMillis = 1_000_000;
  private long order;

  /** Time that stands at {@code start}. */
  public HandPace(Instant start) {
    this.wall = start;
  }

  @Override
  public Instant instant() {
    return wall;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long sinceBootMillis() {
    return bootMillis;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    synchronized (dues) {
      var due = new Due(nanos + Math.max(1, delay.toMillis()) * 1_000_000, order++, task);
      dues.add(due);
      return () -> cancel(due);
    }
  }

  private void cancel(Due due) {
    synchronized (dues) {
      dues.remove(due);
    }
  }

  /** Lets time pass; what falls due happens at its own moment. */
  public void advance(Duration by) {
    long end = nanos + by.toNanos();
    for (Due due = next(end); due != null; due = next(end)) {
      due.task.run();
    }
    move(end - nanos);
  }

  /** The next that falls due until then, at its moment. */
  private Due next(long end) {
    synchronized (dues) {
      if (dues.isEmpty() || dues.first().nanos > end) {
        return null;
      }
      Due due = dues.pollFirst();
      move(Math.max(0, due.nanos - nanos));
      return due;
    }
  }

  /**
   * The process stands still (SIGSTOP, a long collection): everything that fell due happens late.
   */
  public void freeze(Duration length) {
    move(length.toNanos());
    advance(Duration.ZERO);
  }

  /** The machine sleeps: the monotonic clock stands still with it. */
  public void sleep(Duration length) {
    wall = wall.plus(length);
    bootMillis += length.toMillis();
  }

  /** Somebody sets the clock. */
  public void step(Duration by) {
    wall = wall.plus(by);
  }

  /** How long until the next call that is promised. */
  public Optional<Duration> untilNext() {
    synchronized (dues) {
      return dues.stream().findFirst().map(due -> Duration.ofNanos(Math.max(0, due.nanos - nanos)));
    }
  }

  /** How many calls are promised. */
  public int pending() {
    synchronized (dues) {
      return dues.size();
    }
  }

  private void move(long by) {
    nanos += by;
    wall = wall.plusNanos(by);
    bootMillis = bootMillis + by / 1_000_000;
  }
}
