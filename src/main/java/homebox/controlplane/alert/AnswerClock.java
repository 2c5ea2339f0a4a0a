package homebox.controlplane.alert;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.time.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What o'clock it is by the clock of the answers, which never steps. It goes as fast as {@link
 * Pace#nanos()}; how far they are apart is learnt from answers, which come right after their end.
 */
final class AnswerClock {
  private final Pace pace;
  private final List<Runnable> early = new ArrayList<>();
  private long ahead = Long.MIN_VALUE;

  AnswerClock(Pace pace) {
    this.pace = pace;
  }

  /** This one has just come. */
  void hear(CheckResult answer) {
    long over = answer.steadyMillis() + answer.outcome().took().toMillis();
    ahead = Math.max(ahead, over - nowMillis());
    early.forEach(Runnable::run);
    early.clear();
  }

  /**
   * Says what o'clock it is at this moment, in ms: at once, or with the first answer while nobody
   * has answered yet. What that one was asked may have been asked before this moment.
   */
  void tell(LongConsumer hears) {
    long now = nowMillis();
    if (ahead == Long.MIN_VALUE) {
      early.add(() -> hears.accept(ahead + now));
    } else {
      hears.accept(ahead + now);
    }
  }

  private long nowMillis() {
    return pace.nanos() / 1_000_000;
  }
}
