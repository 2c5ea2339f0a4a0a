package homebox.controlplane.history;

import java.io.ByteArrayOutputStream;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The closed days of a service that are worth a word, for a year about twelve bytes each: a day of
 * which nothing is said was up from its first moment to its last. Immutable.
 */
final class DayLine {
  static final DayLine EMPTY = new DayLine(new byte[0]);

  /** For each day: how far it is from the one before, then its numbers, as {@link Varints}. */
  private final byte[] bytes;

  private DayLine(byte[] bytes) {
    this.bytes = bytes;
  }

  static DayLine of(TreeMap<Long, Day> days) {
    if (days.isEmpty()) {
      return EMPTY;
    }
    var out = new ByteArrayOutputStream(12 * days.size());
    long before = 0;
    for (var entry : days.entrySet()) {
      Varints.write(out, entry.getKey() - before);
      write(out, entry.getValue());
      before = entry.getKey();
    }
    return new DayLine(out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, Day day) {
    Amounts amounts = day.amounts();
    Varints.write(out, amounts.up());
    Varints.write(out, amounts.down());
    Varints.write(out, amounts.unknown());
    Varints.write(out, amounts.maintenance());
    Varints.write(out, amounts.paused());
    Varints.write(out, day.slow());
    Varints.write(out, day.outages());
  }

  /** Every day that is said something of, in order. */
  void each(BiConsumer<Long, Day> heard) {
    var numbers = new Varints(bytes);
    long day = 0;
    while (numbers.more()) {
      day += numbers.next();
      var amounts =
          new Amounts(
              numbers.next(), numbers.next(), numbers.next(), numbers.next(), numbers.next());
      heard.accept(day, new Day(amounts, (int) numbers.next(), (int) numbers.next()));
    }
  }

  /** The same from {@code oldest} on, and with {@code what} of that day; null is nothing to say. */
  DayLine with(long day, Day what, long oldest) {
    var days = new TreeMap<Long, Day>();
    each((known, amounts) -> days.put(known, amounts));
    if (what == null) {
      days.remove(day);
    } else {
      days.put(day, what);
    }
    return of(new TreeMap<>(days.tailMap(oldest)));
  }
}
