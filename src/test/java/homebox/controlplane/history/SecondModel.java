package homebox.controlplane.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** What a service's time was, second by second, from what happened: slow, plain and right. */
final class SecondModel {
  private record Stretch(long from, long until) {}

  private final long patience;
  private final TreeSet<Long> answers = new TreeSet<>();
  private final TreeSet<Long> slow = new TreeSet<>();
  private final List<Stretch> outages = new ArrayList<>();
  private final List<Stretch> blind = new ArrayList<>();

  /** Silent for more than {@code patience} seconds is unknown. */
  SecondModel(long patience) {
    this.patience = patience;
  }

  void answer(long second, boolean isSlow) {
    answers.add(second);
    if (isSlow) {
      slow.add(second);
    }
  }

  void outage(long from, long until) {
    outages.add(new Stretch(from, until));
  }

  void blind(long from, long until) {
    blind.add(new Stretch(from, until));
  }

  /** The same with an outage that goes on. */
  SecondModel with(long downSince, long now) {
    var other = new SecondModel(patience);
    other.answers.addAll(answers);
    other.slow.addAll(slow);
    other.outages.addAll(outages);
    other.blind.addAll(blind);
    if (downSince < now) {
      other.outage(downSince, now);
    }
    return other;
  }

  /** From one second until another, as it is known at {@code now}. */
  Day day(long from, long until, long now) {
    TimeKind[] seconds = new TimeKind[(int) (until - from)];
    Arrays.fill(seconds, TimeKind.UP);
    outages.forEach(each -> fill(seconds, from, each.from(), each.until(), TimeKind.DOWN));
    blind.forEach(each -> fill(seconds, from, each.from(), each.until(), TimeKind.UNKNOWN));
    Long before = null;
    for (long answer : answers) {
      silence(seconds, from, before, answer);
      before = answer;
    }
    silence(seconds, from, before, now);
    long first = answers.isEmpty() ? until : answers.first();
    fill(seconds, from, Long.MIN_VALUE / 2, first, TimeKind.UNWATCHED);
    long[] counts = new long[TimeKind.values().length];
    for (TimeKind kind : seconds) {
      counts[kind.ordinal()] += 1_000;
    }
    int touching =
        (int) outages.stream().filter(each -> each.from() < until && each.until() > from).count();
    return new Day(
        new Amounts(counts[5], counts[4], counts[3], counts[2], counts[1]),
        slow.subSet(from, until).size(),
        touching);
  }

  private void silence(TimeKind[] seconds, long from, Long before, long answer) {
    if (before != null && answer - before > patience) {
      fill(seconds, from, before, answer, TimeKind.UNKNOWN);
    }
  }

  private static void fill(TimeKind[] seconds, long base, long from, long until, TimeKind kind) {
    int begin = (int) Math.max(0, Math.min(seconds.length, from - base));
    int end = (int) Math.max(begin, Math.min(seconds.length, until - base));
    Arrays.fill(seconds, begin, end, kind);
  }
}
