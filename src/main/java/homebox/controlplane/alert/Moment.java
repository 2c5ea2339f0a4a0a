package homebox.controlplane.alert;

import homebox.controlplane.check.CheckResult;
import java.time.Duration;
import java.time.Instant;

/**
 * When an answer was: by the wall clock, to be shown and kept, and by the clock that never steps,
 * for lengths.
 */
public record Moment(Instant at, long steadyMillis) {
  static Moment of(CheckResult result) {
    return new Moment(result.at(), result.steadyMillis());
  }

  /** How long it was from here to there, whatever anybody did to the clock; never negative. */
  public Duration until(Moment later) {
    return Duration.ofMillis(Math.max(0, later.steadyMillis - steadyMillis));
  }
}
