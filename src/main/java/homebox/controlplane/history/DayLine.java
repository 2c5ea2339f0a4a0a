package homebox.controlplane.history;

import java.io.ByteArrayOutputStream;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The closed days of a service that are worth a word, each in some six bytes: a day of which
 * nothing is said was up from its first moment to its last. Immutable.
 */
final class DayLine {
  static final DayLine EMPTY = new DayLine(new byte[0]);

  private static final long USUAL = 24 * Hours.HOUR;
  private static final int NUMBERS = 7;

  /**
   * For each day: how far it is from the one before, which of its numbers are not 0 (a bit each),
   * and those, as {@link Varints}. The first of them is what the watched time lacks to 24 hours, or
   * has more, in zigzag; how long it was up follows from it and the others.
   */
  private final byte[] bytes;

  private DayLine(byte[] bytes) {
    this.bytes = bytes;
  }

  /** One that grows by its end. */
  static final class Builder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(32);
    private long before;

    /** A later day than all that are there. */
    void add(long day, Day what) {
      Amounts amounts = what.amounts();
      long lacks = USUAL - amounts.watched();
      Varints.write(out, day - before);
      write(
          lacks << 1 ^ lacks >> (Long.SIZE - 1),
          amounts.down(),
          amounts.unknown(),
          amounts.maintenance(),
          amounts.paused(),
          what.slow(),
          what.outages());
      before = day;
    }

    private void write(long... numbers) {
      int some = 0;
      for (int n = 0; n < NUMBERS; n++) {
        some |= numbers[n] == 0 ? 0 : 1 << n;
      }
      Varints.write(out, some);
      for (long number : numbers) {
        if (number != 0) {
          Varints.write(out, number);
        }
      }
    }

    DayLine line() {
      return out.size() == 0 ? EMPTY : new DayLine(out.toByteArray());
    }
  }

  /** How much it takes. */
  int size() {
    return bytes.length;
  }

  /** Every day from {@code first} on that is said something of, in order. */
  void each(long first, BiConsumer<Long, Day> heard) {
    var numbers = new Varints(bytes);
    long day = 0;
    while (numbers.more()) {
      day += numbers.next();
      int some = (int) numbers.next();
      if (day < first) {
        numbers.skip(Integer.bitCount(some));
      } else {
        heard.accept(day, day(some, numbers));
      }
    }
  }

  private static Day day(int some, Varints bytes) {
    long[] numbers = new long[NUMBERS];
    for (int n = 0; n < NUMBERS; n++) {
      numbers[n] = (some & 1 << n) == 0 ? 0 : bytes.next();
    }
    long lacks = numbers[0] >>> 1 ^ -(numbers[0] & 1);
    long up = USUAL - lacks - numbers[1] - numbers[2] - numbers[3] - numbers[4];
    return new Day(
        new Amounts(up, numbers[1], numbers[2], numbers[3], numbers[4]),
        (int) numbers[5],
        (int) numbers[6]);
  }

  /** The same from {@code oldest} on, and with {@code what} of that day; null is nothing to say. */
  DayLine with(long day, Day what, long oldest) {
    var days = new TreeMap<Long, Day>();
    each(oldest, days::put);
    if (what == null) {
      days.remove(day);
    } else {
      days.put(day, what);
    }
    var line = new Builder();
    days.tailMap(oldest).forEach(line::add);
    return line.line();
  }
}
