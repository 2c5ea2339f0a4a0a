package homebox.controlplane.history;

/**
 * How far the work on closed hours has come, as it is kept in {@code setting}; epoch ms but for the
 * days.
 *
 * @param moved hours until there are in {@code check_result}
 * @param rolled hours until there are in {@code check_hour}, 0 while none is
 * @param daysUntil days before that are in {@code check_day}, 0 while none is
 * @param checksFrom checks before that were forgotten
 * @param hoursFrom rows of {@code check_hour} before that were forgotten
 */
record Marks(long moved, long rolled, long daysUntil, long checksFrom, long hoursFrom) {
  Marks moved(long until) {
    return new Marks(until, rolled, daysUntil, checksFrom, hoursFrom);
  }

  Marks rolled(long until) {
    return new Marks(moved, until, daysUntil, checksFrom, hoursFrom);
  }

  Marks daysUntil(long day) {
    return new Marks(moved, rolled, day, checksFrom, hoursFrom);
  }

  Marks checksFrom(long from) {
    return new Marks(moved, rolled, daysUntil, from, hoursFrom);
  }

  Marks hoursFrom(long from) {
    return new Marks(moved, rolled, daysUntil, checksFrom, from);
  }

  /** Hours before that can never be written again. */
  long writable() {
    long oldest = Math.max(checksFrom, hoursFrom);
    return Hours.begin(oldest + Hours.HOUR - 1);
  }
}
