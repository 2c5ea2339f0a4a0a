package homebox.controlplane.history;

import homebox.controlplane.check.Phases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A check as it is remembered.
 *
 * @param at when it began, to the millisecond
 * @param attempt 0 for a scheduled one, n for the n-th time that it was asked again
 * @param took to the millisecond; of a failed one until it failed
 * @param error the sentence of a failed one
 * @param phases to 0.1 ms
 * @param node which of several hosts asked; empty where there is only one, or nobody has said so
 */
public record StoredCheck(
    Instant at,
    int attempt,
    Kind outcome,
    Duration took,
    OptionalInt status,
    Optional<String> error,
    Phases phases,
    Optional<String> node) {
  /** The three outcomes, in the order of their stored numbers. */
  public enum Kind {
    /** As expected, in time. */
    GOOD,
    /** As expected, too late. */
    SLOW,
    /** Not as expected. */
    FAILED
  }
}
