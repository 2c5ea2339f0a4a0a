package homebox.controlplane.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of earlier starts: one that follows another closely is counted, and told with the
 * next.
 *
 * @param told the last start that was told
 * @param kept how many were not, since then
 * @param since the first of those
 */
record Starts(Optional<Instant> told, int kept, Optional<Instant> since) {
  /** No more often than this: who restarts us again and again is told once in a while. */
  static final Duration QUIET = Duration.ofMinutes(10);

  static final Starts NONE = new Starts(Optional.empty(), 0, Optional.empty());

  /**
   * A start.
   *
   * @param told whether it is told
   * @param times how many it speaks of, itself included
   * @param since the first of those
   * @param next what is known afterwards
   */
  record Start(boolean told, int times, Instant since, Starts next) {}

  /** One more. A clock that was set back keeps nobody silent. */
  Start at(Instant now) {
    Instant first = since.orElse(now);
    boolean tell =
        told.filter(last -> !now.isBefore(last) && now.isBefore(last.plus(QUIET))).isEmpty();
    Starts next =
        tell
            ? new Starts(Optional.of(now), 0, Optional.empty())
            : new Starts(told, kept + 1, Optional.of(first));
    return new Start(tell, kept + 1, first, next);
  }
}
