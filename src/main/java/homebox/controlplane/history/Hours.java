package homebox.controlplane.history;

/**
 * Where a check is kept, by when it began (epoch ms). Until {@code moved} in {@code check_result};
 * from {@code moving} on in {@code check_recent}; between the two, while that hour is being moved,
 * in both: there it is seen now, here it is seen when the move is done. Belongs to one context.
 */
final class Hours {
  static final long HOUR = 3_600_000;

  private long moved;
  private long moving;

  /** The begin of the hour in which {@code at} lies. */
  static long begin(long at) {
    return Math.floorDiv(at, HOUR) * HOUR;
  }

  /** The closed hours until there are in their place. */
  void moved(long until) {
    moved = until;
    moving = until;
  }

  /** The hours until there are on their way. */
  void moving(long until) {
    moving = until;
  }

  /** The move came to nothing. */
  void stay() {
    moving = moved;
  }

  long moved() {
    return moved;
  }

  boolean recent(long at) {
    return at >= moved;
  }

  boolean result(long at) {
    return at < moving;
  }
}
