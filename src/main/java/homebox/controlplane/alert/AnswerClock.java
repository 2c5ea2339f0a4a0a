package homebox.controlplane.alert;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.time.Pace;

/**
 * What o'clock it is by the clock of the answers, which never steps. It goes as fast as {@link
 * Pace#nanos()}; how far they are apart is learnt from answers, which come right after their end.
 */
final class AnswerClock {
  private final Pace pace;
  private long ahead = Long.MIN_VALUE;

  AnswerClock(Pace pace) {
    this.pace = pace;
  }

  /** This one has just come. */
  void hear(CheckResult answer) {
    long over = answer.steadyMillis() + answer.outcome().took().toMillis();
    ahead = Math.max(ahead, over - nowMillis());
  }

  /** In ms; the least there is while nobody has answered. */
  long millis() {
    return ahead == Long.MIN_VALUE ? ahead : ahead + nowMillis();
  }

  private long nowMillis() {
    return pace.nanos() / 1_000_000;
  }
}
