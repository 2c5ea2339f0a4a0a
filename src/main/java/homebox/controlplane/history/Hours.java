package homebox.controlplane.history;

/**
 * Where a check is kept, by when it began (epoch ms). Until {@code moved} in {@code check_result};
 * from {@code moving} on in {@code check_recent}; between the two, while that hour is being moved,
 * in both: there it is seen now, here it is seen when the move is done. And how far the closed
 * hours are rolled up. Belongs to one context.
 */
final class Hours {
  static final long HOUR = 3_600_000;

  private Marks marks = new Marks(0, 0, 0, 0, 0);
  private long moving;

  /** The begin of the hour in which {@code at} lies. */
  static long begin(long at) {
    return Math.floorDiv(at, HOUR) * HOUR;
  }

  /** As the database says. */
  void marks(Marks found) {
    marks = found;
    moving = found.moved();
  }

  /** How far all of it has come. */
  Marks marks() {
    return marks;
  }

  /** The closed hours until there are in their place. */
  void moved(long until) {
    marks(marks.moved(until));
  }

  void rolled(long until) {
    marks = marks.rolled(until);
  }

  void daysUntil(long day) {
    marks = marks.daysUntil(day);
  }

  void checksFrom(long from) {
    marks = marks.checksFrom(from);
  }

  void hoursFrom(long from) {
    marks = marks.hoursFrom(from);
  }

  /** The hours until there are on their way. */
  void moving(long until) {
    moving = until;
  }

  /** The move came to nothing. */
  void stay() {
    moving = marks.moved();
  }

  long moved() {
    return marks.moved();
  }

  boolean recent(long at) {
    return at >= marks.moved();
  }

  boolean result(long at) {
    return at < moving;
  }
}
