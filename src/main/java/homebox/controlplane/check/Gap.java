package homebox.controlplane.check;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Duration;
import java.time.Instant;

/**
 * A time in which this process saw nothing, or the wall clock stepped.
 *
 * @param until when it was over, by the wall clock
 * @param length how long we saw nothing; for a step how far, back is negative
 */
public record Gap(Kind kind, Instant until, Duration length) implements Event {
  /** Heard by history. */
  public static final Address<Gap> ADDRESS = Address.of("check.gap", Gap.class);

  /** What happened. */
  public enum Kind {
    /** The machine slept. */
    SLEEP,
    /** The process stood still: SIGSTOP, a long collection, a starved machine. */
    PAUSE,
    /** None of the addresses by which we know that we are online answered. */
    OFFLINE,
    /** Somebody set the clock. */
    CLOCK_STEP
  }
}
