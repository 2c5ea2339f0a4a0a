package homebox.controlplane.history;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What a stretch of a service's time was, to the millisecond: kinds that follow each other. */
final class Course {
  private static final int KIND_BITS = 3;
  private static final TimeKind[] KINDS = TimeKind.values();

  private final long[] edges; // where each kind begins, and where the last one ends
  private final byte[] kinds;

  private Course(long[] edges, byte[] kinds) {
    this.edges = edges;
    this.kinds = kinds;
  }

  /** One kind from beginning to end (epoch ms). */
  static Course all(TimeKind kind, long from, long until) {
    return new Builder(from).until(until, kind).course();
  }

  /** What {@link #toBytes} has written of a course that began at {@code from}. */
  static Course of(byte[] bytes, long from) {
    var numbers = new Varints(bytes);
    var builder = new Builder(from);
    while (numbers.more()) {
      long next = numbers.next();
      builder.until(
          builder.end() + (next >> KIND_BITS), KINDS[(int) next & ((1 << KIND_BITS) - 1)]);
    }
    return builder.course();
  }

  /** Puts a course together, piece by piece; pieces of one kind become one. */
  static final class Builder {
    private long[] edges = new long[4];
    private byte[] kinds = new byte[3];
    private int size;

    Builder(long from) {
      edges[0] = from;
    }

    long end() {
      return edges[size];
    }

    /** From where it ends now; nothing if that is there or earlier. */
    Builder until(long until, TimeKind kind) {
      if (until <= end()) {
        return this;
      }
      if (size == 0 || kinds[size - 1] != kind.ordinal()) {
        if (size == kinds.length) {
          edges = Arrays.copyOf(edges, 2 * size + 1);
          kinds = Arrays.copyOf(kinds, 2 * size);
        }
        kinds[size++] = (byte) kind.ordinal();
      }
      edges[size] = until;
      return this;
    }

    /** What {@code course} has of that stretch, which begins where this one ends. */
    Builder part(Course course, long until) {
      for (int n = 0; n < course.size(); n++) {
        until(Math.min(until, course.edges[n + 1]), KINDS[course.kinds[n]]);
      }
      return this;
    }

    Course course() {
      return new Course(Arrays.copyOf(edges, size + 1), Arrays.copyOf(kinds, size));
    }
  }

  long from() {
    return edges[0];
  }

  long until() {
    return edges[kinds.length];
  }

  /** How many times a kind begins. */
  int size() {
    return kinds.length;
  }

  /** UNWATCHED if it has no length. */
  TimeKind first() {
    return size() == 0 ? TimeKind.UNWATCHED : KINDS[kinds[0]];
  }

  /** UNWATCHED if it has no length. */
  TimeKind last() {
    return size() == 0 ? TimeKind.UNWATCHED : KINDS[kinds[size() - 1]];
  }

  Amounts amounts() {
    return amounts(from(), until());
  }

  /** Of that part of it. */
  Amounts amounts(long from, long until) {
    long[] sums = new long[KINDS.length];
    for (int n = 0; n < size(); n++) {
      long length = Math.min(until, edges[n + 1]) - Math.max(from, edges[n]);
      sums[kinds[n]] += Math.max(0, length);
    }
    return new Amounts(
        sums[TimeKind.UP.ordinal()],
        sums[TimeKind.DOWN.ordinal()],
        sums[TimeKind.UNKNOWN.ordinal()],
        sums[TimeKind.MAINTENANCE.ordinal()],
        sums[TimeKind.PAUSED.ordinal()]);
  }

  /** What it is from there on. */
  Course after(long from) {
    return from <= from() ? this : new Builder(from).part(this, until()).course();
  }

  /** The same with {@code part} in its place; what lies between the two was not watched. */
  Course with(Course part) {
    long begin = Math.min(from(), part.from());
    return new Builder(begin)
        .part(this, part.from())
        .until(part.from(), TimeKind.UNWATCHED)
        .part(part, part.until())
        .until(from(), TimeKind.UNWATCHED)
        .part(this, until())
        .course();
  }

  /** As much of everything, but each kind in one piece: for one that is too long to be kept. */
  Course coarse() {
    Amounts sums = amounts();
    return new Builder(from())
        .until(until() - sums.watched(), TimeKind.UNWATCHED)
        .until(until() - sums.watched() + sums.paused(), TimeKind.PAUSED)
        .until(until() - sums.up() - sums.down() - sums.unknown(), TimeKind.MAINTENANCE)
        .until(until() - sums.up() - sums.down(), TimeKind.UNKNOWN)
        .until(until() - sums.up(), TimeKind.DOWN)
        .until(until(), TimeKind.UP)
        .course();
  }

  /** One that begins at most {@code most} times: where it is too fine, its older part is coarse. */
  Course within(int most) {
    if (size() <= most) {
      return this;
    }
    if (most < 2 * KINDS.length) {
      return coarse();
    }
    long middle = edges[size() / 2];
    Course older = new Builder(from()).part(this, middle).course().coarse();
    return older.with(after(middle).within(most - KINDS.length));
  }

  /** For each kind its length in ms and its number in the lowest three bits, as {@link Varints}. */
  byte[] toBytes() {
    var out = new ByteArrayOutputStream(4 * size());
    for (int n = 0; n < size(); n++) {
      Varints.write(out, (edges[n + 1] - edges[n]) << KIND_BITS | kinds[n]);
    }
    return out.toByteArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Course course
        && Arrays.equals(edges, course.edges)
        && Arrays.equals(kinds, course.kinds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    var text = new StringBuilder().append(from());
    for (int n = 0; n < size(); n++) {
      text.append(' ').append(KINDS[kinds[n]]).append(' ').append(edges[n + 1]);
    }
    return text.toString();
  }
}
