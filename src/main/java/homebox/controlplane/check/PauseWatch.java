package homebox.controlplane.check;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells when this process saw nothing: a timer that comes more than two seconds late (SIGSTOP, a
 * long collection), boot time that ran ahead of the monotonic clock (sleep), and a wall clock that
 * left boot time (somebody set it).
 */
final class PauseWatch {
  /** Later than this, an answer that was under way says more about us than about its service. */
  static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Duration TICK = Duration.ofMillis(500);
  private static final long TOLERANCE_MILLIS = TOLERANCE.toMillis();

  private record Reading(long nanos, long bootMillis, long wallMillis) {
    static Reading of(Pace pace) {
      return new Reading(pace.nanos(), pace.sinceBootMillis(), pace.instant().toEpochMilli());
    }

    long late(Reading now) {
      return (now.nanos - nanos) / 1_000_000 - TICK.toMillis();
    }

    long slept(Reading now) {
      return now.bootMillis - bootMillis - (now.nanos - nanos) / 1_000_000;
    }

    long stepped(Reading now) {
      return now.wallMillis - wallMillis - (now.bootMillis - bootMillis);
    }
  }

  private final Pace pace;
  private final Consumer<Gap> tell;
  private volatile Reading last;
  private volatile long pausedUntilNanos = Long.MIN_VALUE;
  private volatile boolean stopped;

  PauseWatch(Pace pace, Consumer<Gap> tell) {
    this.pace = pace;
    this.tell = tell;
  }

  void start() {
    last = Reading.of(pace);
    pace.after(TICK, this::tick);
  }

  void stop() {
    stopped = true;
  }

  /** True if this process is known to have stood still since {@code beganNanos}: costs nothing. */
  boolean knownSince(long beganNanos) {
    return pausedUntilNanos >= beganNanos
        || pace.nanos() - last.nanos > TICK.plus(TOLERANCE).toNanos();
  }

  /** The same, a sleep that no tick has seen yet included: reads boot time. */
  boolean pausedSince(long beganNanos) {
    return knownSince(beganNanos) || last.slept(Reading.of(pace)) > TOLERANCE_MILLIS;
  }

  /** True while the timers of this process come; before the start none is due. */
  boolean ticking() {
    Reading seen = last;
    return seen == null || !stopped && pace.nanos() - seen.nanos < TICK.multipliedBy(10).toNanos();
  }

  private void tick() {
    if (stopped) {
      return;
    }
    Reading now = Reading.of(pace);
    judge(last, now);
    last = now;
    pace.after(TICK, this::tick);
  }

  private void judge(Reading before, Reading now) {
    if (before.slept(now) > TOLERANCE_MILLIS) {
      paused(Gap.Kind.SLEEP, before.slept(now), now);
    } else if (before.late(now) > TOLERANCE_MILLIS) {
      paused(Gap.Kind.PAUSE, before.late(now), now);
    }
    if (Math.abs(before.stepped(now)) > TOLERANCE_MILLIS) {
      say(Gap.Kind.CLOCK_STEP, before.stepped(now));
    }
  }

  private void paused(Gap.Kind kind, long millis, Reading now) {
    pausedUntilNanos = now.nanos;
    say(kind, millis);
  }

  private void say(Gap.Kind kind, long millis) {
    tell.accept(new Gap(kind, pace.instant(), Duration.ofMillis(millis)));
  }
}
