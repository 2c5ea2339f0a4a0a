package homebox.controlplane.history;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The calendar of a zone. A day is numbered from 1970-01-01, and lasts from its first moment to
 * that of the next: 23 or 25 hours where the clocks are changed.
 */
record Days(ZoneId zone) {
  /** The day in which that moment (epoch ms) lies. */
  long of(long at) {
    return Instant.ofEpochMilli(at).atZone(zone).toLocalDate().toEpochDay();
  }

  /** When a day begins, epoch ms; in a zone that left a day out, when the next one does. */
  long begin(long day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** How long a day is, in ms. */
  long length(long day) {
    return begin(day + 1) - begin(day);
  }

  /**
   * Where the slices of an hour begin: there, and where a day begins inside it, as it does in zones
   * that are half an hour off. So a day is a sum of whole slices.
   *
   * @param hour its begin, epoch ms
   */
  long[] slices(long hour) {
    long midnight = begin(of(hour + Hours.HOUR - 1));
    return hour < midnight ? new long[] {hour, midnight} : new long[] {hour};
  }

  /** Where the slice ends that begins there. */
  long sliceEnd(long slice) {
    long hour = Hours.begin(slice);
    long[] begins = slices(hour);
    return begins.length == 2 && slice < begins[1] ? begins[1] : hour + Hours.HOUR;
  }

  /**
   * Every moment at which a slice may begin, whatever the zone was when it was made: all offsets
   * are whole quarters of an hour.
   */
  static JsonArray sliceBegins(long from, long until) {
    var begins = new JsonArray();
    for (long at = from; at < until; at += Hours.HOUR / 4) {
      begins.add(at);
    }
    return begins;
  }
}
