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
 * @param previous how the slice before it ends, as it is stored; UNKNOWN if it is not stored
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
    Spans silences = Silence.among(heard(), service.patience(), now).and(forgotten());
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
   * True if the hour before was written before it was known whether its last answer and the next
   * one are too far from each other.
   */
  boolean doubtsPrevious(List<HourRow> rows) {
    if (rows.isEmpty() || watchedFrom() >= hour) {
      return false;
    }
    TimeKind first = rows.get(0).course().first();
    return bySilence(first)
        && bySilence(previous)
        && (first == TimeKind.UNKNOWN) != (previous == TimeKind.UNKNOWN);
  }

  /** Kinds between which a silence decides. */
  private static boolean bySilence(TimeKind kind) {
    return kind == TimeKind.UNKNOWN || kind == TimeKind.DOWN || kind == TimeKind.UP;
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
