package homebox.controlplane.history;

import java.util.Arrays;

/** Made-up answers in order, as columns. */
final class Replies {
  static final int GOOD = 0;
  static final int SLOW = 1;
  static final int FAILED = 2;

  private long[] at = new long[16];
  private byte[] attempt = new byte[16];
  private byte[] outcome = new byte[16];
  private int[] took = new int[16];
  private int size;

  void add(long moment, int time, int what, int millis) {
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
      attempt = Arrays.copyOf(attempt, 2 * size);
      outcome = Arrays.copyOf(outcome, 2 * size);
      took = Arrays.copyOf(took, 2 * size);
    }
    at[size] = moment;
    attempt[size] = (byte) time;
    outcome[size] = (byte) what;
    took[size] = millis;
    size++;
  }

  int size() {
    return size;
  }

  long[] at() {
    return Arrays.copyOf(at, size);
  }

  long at(int n) {
    return at[n];
  }

  int attempt(int n) {
    return attempt[n];
  }

  int outcome(int n) {
    return outcome[n];
  }

  int took(int n) {
    return took[n];
  }

  /** What a rollup counts. */
  Tally tally() {
    int[] counts = new int[3];
    long sum = 0;
    var latencies = new Latencies();
    for (int n = 0; n < size; n++) {
      counts[outcome[n]]++;
      if (outcome[n] != FAILED) {
        sum += took[n];
        latencies.add(took[n], 1);
      }
    }
    return new Tally(counts[GOOD], counts[SLOW], counts[FAILED], sum, latencies);
  }
}
