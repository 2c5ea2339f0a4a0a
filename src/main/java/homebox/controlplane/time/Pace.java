package homebox.controlplane.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The only door to time: what o'clock it is, how long something took, and "call me later". */
public interface Pace extends InstantSource {
  /** The wall clock. It may step back and forth: for showing and storing only. */
  @Override
  Instant instant();

  /**
   * A clock that never steps, in nanoseconds from an arbitrary zero: for measuring and waiting. It
   * stands still while the machine sleeps.
   */
  long nanos();

  /**
   * Time since the machine booted, its sleep included, in milliseconds. Against {@link #nanos()} it
   * tells a sleep, against {@link #instant()} a step of the clock.
   */
  long sinceBootMillis();

  /**
   * Calls {@code task} once, on the caller's context, when {@code delay} has passed (a millisecond
   * at least).
   */
  Timer after(Duration delay, Runnable task);

  /** What {@link #after} has promised. */
  @FunctionalInterface
  interface Timer {
    /** Takes the call back; too late or twice does nothing. */
    void cancel();
  }
}
