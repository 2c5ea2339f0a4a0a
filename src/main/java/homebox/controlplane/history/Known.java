package homebox.controlplane.history;

/**
 * What is known of a service beside its answers.
 *
 * @param number in the database
 * @param watchedFrom its first answer, epoch ms; {@link Spans#OPEN} if there was none yet
 * @param absences what was noted for it: {@code down} are its outages
 * @param firstRecent its first answer of the hours that are not closed; {@link Spans#OPEN} if none
 */
record Known(
    int number,
    String id,
    long watchedFrom,
    Patience patience,
    Absences absences,
    long firstRecent) {

  /** Time that was noted with its begin and end. */
  record Absences(Spans paused, Spans maintenance, Spans unknown, Spans down) {
    static final Absences NONE = new Absences(Spans.NONE, Spans.NONE, Spans.NONE, Spans.NONE);

    /** The same, with what was planned until then. */
    Absences maintenanceBefore(long until) {
      return new Absences(paused, maintenance.before(until), unknown, down);
    }

    /** The same, with what was paused until then. */
    Absences pausedBefore(long until) {
      return new Absences(paused.before(until), maintenance, unknown, down);
    }

    /** The same, and these pauses. */
    Absences andPaused(Spans more) {
      return new Absences(paused.and(more), maintenance, unknown, down);
    }

    /** The same, and what was found in its answers. */
    Grounds with(long watchedFrom, Spans silences) {
      return new Grounds(watchedFrom, paused, maintenance, unknown.and(silences), down);
    }
  }
}
