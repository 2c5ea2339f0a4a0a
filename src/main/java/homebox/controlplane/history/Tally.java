package homebox.controlplane.history;

/**
 * The answers of a stretch of time.
 *
 * @param took the sum of the times of good and slow answers, ms
 * @param latencies of the good and slow answers
 */
record Tally(int good, int slow, int failed, long took, Latencies latencies) {
  boolean isEmpty() {
    return good + slow + failed == 0;
  }
}
