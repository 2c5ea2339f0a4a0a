package homebox.controlplane.report;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether the whole way from a check to a message is well (design.md §7).
 *
 * @param ticking timers come
 * @param late how late the latest check of the last minute began
 * @param unwritten how long answers wait to be stored without one being stored
 * @param untold how long the oldest message waits that a channel should have delivered; not of one
 *     that is paused, for that was said elsewhere
 */
record Pulse(boolean ticking, Duration late, Duration unwritten, Duration untold) {
  private static final Duration LATEST = Duration.ofSeconds(60);
  private static final Duration LONGEST_UNWRITTEN = Duration.ofSeconds(60);
  private static final Duration LONGEST_UNTOLD = Duration.ofMinutes(5);

  /** What is wrong, in words; empty when all is well. */
  Optional<String> ailment() {
    if (!ticking) {
      return Optional.of("timers do not come");
    }
    if (late.compareTo(LATEST) > 0) {
      return Optional.of("checks begin " + late.toSeconds() + " s late");
    }
    if (unwritten.compareTo(LONGEST_UNWRITTEN) >= 0) {
      return Optional.of("answers have not been stored for " + unwritten.toSeconds() + " s");
    }
    return untold.compareTo(LONGEST_UNTOLD) > 0
        ? Optional.of("a message has waited for " + untold.toMinutes() + " min")
        : Optional.empty();
  }
}
