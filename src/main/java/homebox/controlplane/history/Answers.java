package homebox.controlplane.history;

import java.util.Arrays;

/** Answers of one service in order: when, what and how long each took. */
final class Answers {
  private static final int GOOD = 0;
  private static final int SLOW = 1;
  private static final int COLUMNS = 3;

  private final long[] at;
  private final int[] outcome;
  private final int[] took;

  private Answers(long[] at, int[] outcome, int[] took) {
    this.at = at;
    this.outcome = outcome;
    this.took = took;
  }

  /**
   * As the database puts them into one text: begin, outcome, time, begin, …
   *
   * @param text null if there are none
   * @param base from where its begins count
   */
  static Answers of(String text, long base) {
    long[] numbers = text == null ? new long[0] : Numbers.in(text);
    int count = numbers.length / COLUMNS;
    var answers = new Answers(new long[count], new int[count], new int[count]);
    for (int n = 0; n < count; n++) {
      answers.at[n] = base + numbers[COLUMNS * n];
      answers.outcome[n] = (int) numbers[COLUMNS * n + 1];
      answers.took[n] = (int) numbers[COLUMNS * n + 2];
    }
    return answers;
  }

  /** When each began. */
  long[] at() {
    return at;
  }

  boolean isEmpty() {
    return at.length == 0;
  }

  /** Those that began from {@code from} to {@code until}, which is not included. */
  Tally tally(long from, long until) {
    int[] counts = new int[3];
    long sum = 0;
    var latencies = new Latencies();
    for (int n = first(from); n < at.length && at[n] < until; n++) {
      counts[outcome[n]]++;
      if (outcome[n] == GOOD || outcome[n] == SLOW) {
        sum += took[n];
        latencies.add(took[n], 1);
      }
    }
    return new Tally(counts[GOOD], counts[SLOW], counts[2], sum, latencies);
  }

  private int first(long from) {
    int found = Arrays.binarySearch(at, from);
    return found >= 0 ? found : -found - 1;
  }
}
