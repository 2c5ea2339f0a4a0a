package homebox.controlplane.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Everything that was read to say what an hour of a service was.
 *
 * @param hour its begin, epoch ms
 * @param before the last answer before it, null if there is none (any more)
 * @param answers those that began in it
 * @param next the first answer after it, null if there is none yet
 * @param previous how the slice before it ends, as it is stored; null if it is not: all unknown
 */
record HourSheet(
    Known service, long hour, Long before, Answers answers, Long next, TimeKind previous) {
  /**
   * What it was, slice by slice; empty if the service had never answered by then.
   *
   * @param now until when all answers are known
   */
  List<HourRow> rows(Days days, long now) {
    long watchedFrom = watchedFrom();
    if (watchedFrom >= hour + Hours.HOUR) {
      return List.of();
    }
    Spans silences = silences(now).and(forgotten());
    Course course = service.absences().with(watchedFrom, silences).course(hour, hour + Hours.HOUR);
    var rows = new ArrayList<HourRow>();
    for (long from : days.slices(hour)) {
      long until = days.sliceEnd(from);
      Course slice = new Course.Builder(from).part(course.after(from), until).course();
      rows.add(new HourRow(service.number(), answers.tally(from, until), slice));
    }
    return rows;
  }

  /** The first answer of the service, as far as it is known now; OPEN if there is none. */
  long watchedFrom() {
    long first = answers.isEmpty() ? Spans.OPEN : answers.at()[0];
    return Math.min(service.watchedFrom(), before == null ? first : before);
  }

  /**
   * The hours before that must be written again, the last one first: when they were, it was not
   * known yet whether a silence that began in them would be too long.
   */
  List<Long> doubted(List<HourRow> rows, long now) {
    if (rows.isEmpty() || previous == null) {
      return List.of();
    }
    TimeKind first = rows.get(0).course().first();
    boolean waking = first == TimeKind.DOWN || first == TimeKind.UP;
    if (waking && previous == TimeKind.UNKNOWN) {
      return List.of(hour - Hours.HOUR);
    }
    long since = Hours.begin(silences(now).since(hour));
    return LongStream.iterate(hour - Hours.HOUR, at -> at >= since, at -> at - Hours.HOUR)
        .boxed()
        .toList();
  }

  private Spans silences(long now) {
    return Silence.among(heard(), service.patience(), now);
  }

  private long[] heard() {
    LongStream first = before == null ? LongStream.empty() : LongStream.of(before);
    LongStream last = next == null ? LongStream.empty() : LongStream.of(next);
    return LongStream.concat(LongStream.concat(first, Arrays.stream(answers.at())), last).toArray();
  }

  /** It was watched before, but the last answer from then is not kept any more. */
  private Spans forgotten() {
    long first = answers.isEmpty() ? next == null ? Spans.OPEN : next : answers.at()[0];
    return before == null && service.watchedFrom() < hour ? Spans.of(hour, first) : Spans.NONE;
  }
}
