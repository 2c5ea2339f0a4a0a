package homebox.controlplane.history;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How often which response time came: a sparse histogram of whole milliseconds, whose buckets grow
 * with the time, as those of an HdrHistogram with 32 steps for each doubling. Up to 64 ms every
 * millisecond has a bucket of its own; above, a bucket's middle is at most 1/64 (1.6 %) from what
 * was counted in it. Sums of histograms are as exact as each of them.
 */
final class Latencies {
  private static final int STEP_BITS = 5;
  private static final int EXACT_BITS = STEP_BITS + 1;

  private int[] buckets = new int[8]; // those that have any, in order
  private long[] counts = new long[8];
  private int size;

  /** What {@link #toBytes} has written; null is empty. */
  static Latencies of(byte[] bytes) {
    var all = new Latencies();
    if (bytes != null) {
      all.add(bytes);
    }
    return all;
  }

  /** Counts a time of {@code millis}, at least 0, that many times more. */
  void add(long millis, long times) {
    count(bucket(millis), times);
  }

  /** Counts everything of another one that was written. */
  void add(byte[] bytes) {
    var numbers = new Varints(bytes);
    int bucket = 0;
    while (numbers.more()) {
      bucket += (int) numbers.next();
      count(bucket, numbers.next());
    }
  }

  /** Counts everything of another one. */
  void add(Latencies other) {
    for (int n = 0; n < other.size; n++) {
      count(other.buckets[n], other.counts[n]);
    }
  }

  private void count(int bucket, long times) {
    int at = size > 0 && bucket > buckets[size - 1] ? -size - 1 : find(bucket);
    if (at >= 0) {
      counts[at] += times;
      return;
    }
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    int place = -at - 1;
    System.arraycopy(buckets, place, buckets, place + 1, size - place);
    System.arraycopy(counts, place, counts, place + 1, size - place);
    buckets[place] = bucket;
    counts[place] = times;
    size++;
  }

  private int find(int bucket) {
    return Arrays.binarySearch(buckets, 0, size, bucket);
  }

  /** How many were counted. */
  long count() {
    return Arrays.stream(counts, 0, size).sum();
  }

  /**
   * The time that {@code share} of all did not exceed, in ms, by the nearest rank; empty if there
   * are none.
   *
   * @param share 0 – 1, such as 0.95
   */
  OptionalLong percentile(double share) {
    long rank = (long) Math.ceil(share * count());
    long passed = 0;
    for (int n = 0; n < size; n++) {
      passed += counts[n];
      if (passed >= rank) {
        return OptionalLong.of(middle(buckets[n]));
      }
    }
    return OptionalLong.empty();
  }

  /** For each bucket how far it is from the one before, and its count, as {@link Varints}. */
  byte[] toBytes() {
    var out = new ByteArrayOutputStream(2 * size);
    for (int n = 0; n < size; n++) {
      Varints.write(out, buckets[n] - (n == 0 ? 0 : buckets[n - 1]));
      Varints.write(out, counts[n]);
    }
    return out.toByteArray();
  }

  private static int bucket(long millis) {
    int high = Long.SIZE - Long.numberOfLeadingZeros(millis);
    int shift = Math.max(0, high - EXACT_BITS);
    return (shift << STEP_BITS) + (int) (millis >> shift);
  }

  private static long middle(int bucket) {
    int shift = Math.max(0, (bucket >> STEP_BITS) - 1);
    long low = (long) (bucket - (shift << STEP_BITS)) << shift;
    return low + (1L << shift) / 2;
  }
}
