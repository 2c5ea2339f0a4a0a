package homebox.controlplane.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Finds where a service was not heard for too long. */
final class Silence {
  private Silence() {}

  /** From one answer to the next, epoch ms: too long, or not. */
  record Between(long from, long until) {
    private boolean tooLong(Patience patience) {
      return until - from > patience.longest(from, until);
    }
  }

  /** Those that are longer than the patience of their time. */
  static Spans among(List<Between> pairs, Patience patience) {
    return Spans.of(
        pairs.stream()
            .filter(pair -> pair.tooLong(patience))
            .flatMapToLong(pair -> LongStream.of(pair.from(), pair.until()))
            .toArray());
  }

  /**
   * Every gap between two answers that is longer than the patience of its time, from the one to the
   * other; so is the time from the last answer to now.
   *
   * @param answers when each check began, epoch ms, in order
   * @param now until when all answers are known
   */
  static Spans among(long[] answers, Patience patience, long now) {
    long[] gaps = new long[8];
    int used = 0;
    for (int n = 0; n < answers.length; n++) {
      boolean last = n + 1 == answers.length;
      long next = last ? now : answers[n + 1];
      if (next - answers[n] > patience.longest(answers[n], next)) {
        if (used == gaps.length) {
          gaps = Arrays.copyOf(gaps, 2 * used);
        }
        gaps[used++] = answers[n];
        gaps[used++] = last ? Spans.OPEN : next;
      }
    }
    return Spans.of(Arrays.copyOf(gaps, used));
  }
}
