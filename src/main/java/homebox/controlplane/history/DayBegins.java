package homebox.controlplane.history;

import java.util.Arrays;

/** When the days of the last year and of the next ones begin: asked a thousand times a second. */
record DayBegins(Days days, long first, long[] begins) {
  private static final int AHEAD = 3;

  /** Of the days that matter at that moment (epoch ms). */
  static DayBegins around(Days days, long now) {
    long today = days.of(now);
    long first = today - Horizon.KEPT_DAYS;
    long[] begins = new long[Horizon.KEPT_DAYS + AHEAD];
    Arrays.setAll(begins, n -> days.begin(first + n));
    return new DayBegins(days, first, begins);
  }

  /** True if the day of that moment is among them. */
  boolean holds(long at) {
    return at >= begins[0] && at < begins[begins.length - 1];
  }

  /** Epoch ms. */
  long begin(long day) {
    long n = day - first;
    return n >= 0 && n < begins.length ? begins[(int) n] : days.begin(day);
  }

  long length(long day) {
    return begin(day + 1) - begin(day);
  }

  /** The day in which that moment lies. */
  long today(long at) {
    if (!holds(at)) {
      return days.of(at);
    }
    int found = Arrays.binarySearch(begins, at);
    return first + (found >= 0 ? last(found) : -found - 2);
  }

  /** Where a zone left a day out, two begin at one moment: the second one it is. */
  private int last(int found) {
    int n = found;
    while (n + 1 < begins.length && begins[n + 1] == begins[found]) {
      n++;
    }
    return n;
  }
}
