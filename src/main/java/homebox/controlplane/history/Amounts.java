package homebox.controlplane.history;

import java.util.OptionalDouble;

/**
 * How much of a stretch of time was what, in ms; what is missing to its length was not watched yet.
 */
public record Amounts(long up, long down, long unknown, long maintenance, long paused) {
  /** Nothing was watched. */
  public static final Amounts NONE = new Amounts(0, 0, 0, 0, 0);

  /** This and the other stretch. */
  Amounts plus(Amounts other) {
    return new Amounts(
        up + other.up,
        down + other.down,
        unknown + other.unknown,
        maintenance + other.maintenance,
        paused + other.paused);
  }

  /** What {@code part} of a stretch of length {@code whole} would have of each, were it even. */
  Amounts share(long part, long whole) {
    return part == whole
        ? this
        : new Amounts(
            up * part / whole,
            down * part / whole,
            unknown * part / whole,
            maintenance * part / whole,
            paused * part / whole);
  }

  /** All time that was watched, whatever it was. */
  long watched() {
    return up + down + unknown + maintenance + paused;
  }

  /** up / (up + down), from 0 to 1 (design.md §8); empty when it was neither. */
  public OptionalDouble uptime() {
    return up + down == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) up / (up + down));
  }
}
