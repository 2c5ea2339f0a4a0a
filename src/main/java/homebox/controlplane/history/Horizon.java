package homebox.controlplane.history;

/**
 * Up to where the past is closed, for all services alike.
 *
 * @param rolled hours until there (epoch ms) are closed and written
 * @param daysUntil days before this one are closed and written
 * @param fineDay from the beginning of this day on the past is known to the millisecond, before day
 *     by day
 * @param blind when we did not look at all, since {@code rolled}
 * @param begins when days begin
 */
record Horizon(long rolled, long daysUntil, long fineDay, Spans blind, DayBegins begins) {
  /** Days before today that are known to the millisecond: a week, wherever it begins. */
  static final int FINE_DAYS = 8;

  /** Days that are known at all. */
  static final int KEPT_DAYS = 367;

  /** Nothing is closed yet. */
  static Horizon first(Days days, long now) {
    long today = days.of(now);
    return new Horizon(0, today, today - FINE_DAYS, Spans.NONE, DayBegins.around(days, now));
  }

  /** The same, later. */
  Horizon rolled(long until, long now) {
    var newBegins = begins.holds(now) ? begins : DayBegins.around(begins.days(), now);
    long day = Math.max(fineDay, newBegins.today(now) - FINE_DAYS);
    return new Horizon(until, daysUntil, day, blind.after(until), newBegins);
  }

  Horizon blind(Spans more) {
    return new Horizon(rolled, daysUntil, fineDay, blind.and(more).after(rolled), begins);
  }

  Horizon days(long until) {
    return new Horizon(rolled, until, fineDay, blind, begins);
  }

  /** From there on each answer and outage is remembered by itself: its day is not closed. */
  long open() {
    return Math.min(rolled, begins.begin(daysUntil));
  }

  long fineFrom() {
    return begins.begin(fineDay);
  }
}
