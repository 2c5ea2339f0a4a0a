package homebox.controlplane.time;

import java.time.LocalDateTime;

/**
 * A date and a time of the day, to the millisecond. By hand, for the first formatter takes a start
 * its time, and a list of a thousand services has two thousand of them.
 */
public final class TimeText {
  private TimeText() {}

  /**
   * Appends {@code 2026-11-28T09:03:07.042}, and returns the same text.
   *
   * @param between of the date and the time
   */
  public static StringBuilder append(StringBuilder text, LocalDateTime at, char between) {
    two(text.append(at.toLocalDate()).append(between), at.getHour());
    two(text.append(':'), at.getMinute());
    two(text.append(':'), at.getSecond());
    int millis = at.getNano() / 1_000_000;
    return two(text.append('.').append(millis / 100), millis % 100);
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append(number / 10).append(number % 10);
  }
}
