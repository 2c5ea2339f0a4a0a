package homebox.controlplane.history;

import java.util.Arrays;

/** Whole numbers in a text, with one space between two: one value of a row instead of thousands. */
final class Numbers {
  private Numbers() {}

  static long[] in(String text) {
    long[] all = new long[16];
    int count = 0;
    int begin = 0;
    while (begin < text.length()) {
      int end = text.indexOf(' ', begin);
      end = end < 0 ? text.length() : end;
      if (count == all.length) {
        all = Arrays.copyOf(all, 2 * count);
      }
      all[count++] = Long.parseLong(text, begin, end, 10);
      begin = end + 1;
    }
    return Arrays.copyOf(all, count);
  }
}
