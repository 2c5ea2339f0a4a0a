package homebox.controlplane.check;

import java.time.Duration;
import java.util.function.Function;

/** What one answer is worth. There are exactly three kinds (design: good, slow, failed). */
public sealed interface Outcome {
  /** From the look-up of the name to the end of the answer, or to its failure. */
  Duration took();

  /** As expected, and in time. */
  record Good(Duration took) implements Outcome {}

  /** As expected, but later than {@code limit} (the service's {@code max_response_time}). */
  record Slow(Duration took, Duration limit) implements Outcome {}

  /** Not as expected, or not at all. */
  record Failed(Duration took, Failure failure) implements Outcome {}

  /** Java 17 has no pattern switch; this is its exhaustive stand-in. */
  default <R> R match(
      Function<? super Good, R> good,
      Function<? super Slow, R> slow,
      Function<? super Failed, R> failed) {
    if (this instanceof Good it) {
      return good.apply(it);
    }
    if (this instanceof Slow it) {
      return slow.apply(it);
    }
    return failed.apply((Failed) this);
  }

  /** The level that this answer alone speaks for. */
  default Level level() {
    return match(good -> Level.UP, slow -> Level.SLOW, failed -> Level.DOWN);
  }

  /** {@code GOOD}, {@code SLOW} or {@code FAILED}: its name in the API. */
  default String word() {
    return match(good -> "GOOD", slow -> "SLOW", failed -> "FAILED");
  }
}
