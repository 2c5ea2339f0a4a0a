package homebox.controlplane.history;

import homebox.controlplane.store.Sql;

/**
 * The search for a time in {@code check_result} that no other check of its service has: the clock
 * may have been set back.
 */
final class FreeTime {
  private static final String SEARCH = Sql.named(FreeTime.class, "free-time");

  private FreeTime() {}

  /** The statement of that name, with the search, of a row {@code r}, at {@code :free_time}. */
  static String in(String statement) {
    return Sql.named(FreeTime.class, statement).replace(":free_time", SEARCH);
  }
}
