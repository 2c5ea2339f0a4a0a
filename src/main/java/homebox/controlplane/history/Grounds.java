package homebox.controlplane.history;

import java.util.Arrays;

/**
 * All that decides what a service's time was.
 *
 * @param watchedFrom its first answer, epoch ms
 * @param paused while somebody had paused it
 * @param maintenance its planned ones
 * @param unknown while we did not look
 * @param down its outages
 */
record Grounds(long watchedFrom, Spans paused, Spans maintenance, Spans unknown, Spans down) {
  /** Each millisecond is the first kind that holds (design.md §8). */
  Course course(long from, long until) {
    var course = new Course.Builder(from);
    for (long edge : edges(from, until)) {
      course.until(edge, at(course.end()));
    }
    return course.course();
  }

  private TimeKind at(long at) {
    if (at < watchedFrom) {
      return TimeKind.UNWATCHED;
    }
    if (paused.contains(at)) {
      return TimeKind.PAUSED;
    }
    if (maintenance.contains(at)) {
      return TimeKind.MAINTENANCE;
    }
    if (unknown.contains(at)) {
      return TimeKind.UNKNOWN;
    }
    return down.contains(at) ? TimeKind.DOWN : TimeKind.UP;
  }

  /** Where the kind may change, {@code until} last. */
  private long[] edges(long from, long until) {
    long[] all =
        new long[2 + 2 * (paused.size() + maintenance.size() + unknown.size() + down.size())];
    int count = 0;
    all[count++] = watchedFrom;
    all[count++] = until;
    for (Spans spans : new Spans[] {paused, maintenance, unknown, down}) {
      for (long edge : spans.edges()) {
        all[count++] = edge;
      }
    }
    return Arrays.stream(all).filter(edge -> edge > from && edge <= until).sorted().toArray();
  }
}
