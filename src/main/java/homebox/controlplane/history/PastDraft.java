package homebox.controlplane.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The closed past of one service while it is read. What nobody has written down is unknown. */
final class PastDraft {
  private final Known service;
  private final Horizon horizon;
  private final Course.Builder fine;
  private final DayLine.Builder days = new DayLine.Builder();
  private final Map<Long, Integer> slow = new HashMap<>();
  private final List<Silence.Between> gaps = new ArrayList<>();
  private long nextDay;
  private Long before;
  private Long last;

  PastDraft(Known service, Horizon horizon) {
    this.service = service;
    this.horizon = horizon;
    long watched = service.watchedFrom();
    fine = new Course.Builder(horizon.fineFrom());
    fine.until(Math.min(watched, horizon.rolled()), TimeKind.UNWATCHED);
    long oldest = horizon.begins().first();
    nextDay = watched == Spans.OPEN ? Long.MAX_VALUE : Math.max(oldest, dayOf(watched));
  }

  private long dayOf(long at) {
    return horizon.begins().today(at);
  }

  /** A slice: how many slow answers, and its course; an hour that was up if there is no more. */
  void slice(long from, String[] values) {
    fine.until(from, TimeKind.UNKNOWN);
    Course course =
        values.length < 3
            ? Course.all(TimeKind.UP, from, from + Hours.HOUR)
            : course(from, values[2]);
    fine.part(course, course.until());
    if (values.length > 1 && from >= horizon.open()) {
      slow(from, Integer.parseInt(values[1]));
    }
  }

  private static Course course(long from, String text) {
    return text.startsWith("+")
        ? Course.all(TimeKind.UP, from, from + Long.parseLong(text.substring(1)))
        : Course.of(HexFormat.of().parseHex(text), from);
  }

  /** A day: its numbers in the order of a {@link Day}. */
  void day(long day, String[] values) {
    silentUntil(day);
    nextDay = day + 1;
    long[] numbers = new long[7];
    for (int n = 1; n < values.length; n++) {
      numbers[n - 1] = Long.parseLong(values[n]);
    }
    if (values.length > 2 || numbers[0] != horizon.begins().length(day)) {
      var amounts = new Amounts(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
      days.add(day, new Day(amounts, (int) numbers[5], (int) numbers[6]));
    }
  }

  private void silentUntil(long day) {
    for (; nextDay < day; nextDay++) {
      days.add(nextDay, new Day(new Amounts(0, 0, horizon.begins().length(nextDay), 0, 0), 0, 0));
    }
  }

  /** Between two answers, one after the other: too long perhaps. */
  void gap(long from, long until) {
    gaps.add(new Silence.Between(from, until));
  }

  void slow(long quarter, int answers) {
    if (answers > 0) {
      slow.put(quarter, answers);
    }
  }

  /** Its last answer before the open hours, and its last one in them; null if there is none. */
  void answers(Long closedLast, Long openLast) {
    before = closedLast;
    last = openLast;
  }

  /** All of it, when everything was read. */
  ServicePast.Memory memory() {
    silentUntil(horizon.daysUntil());
    fine.until(horizon.rolled(), TimeKind.UNKNOWN);
    if (before != null && service.firstRecent() != Spans.OPEN) {
      gap(before, service.firstRecent());
    }
    Long answered = last == null ? before : last;
    return new ServicePast.Memory(service, fine.course(), days.line(), slow, answered, gaps);
  }
}
