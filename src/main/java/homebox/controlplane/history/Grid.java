package homebox.controlplane.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The points of a series while they are filled, each from its begin to that of the next. */
final class Grid {
  private final long[] edges; // the end of the last one, too
  private final Duration step;
  private final Latencies[] latencies;
  private final Amounts[] amounts;

  private Grid(long[] edges, Duration step) {
    this.edges = edges;
    this.step = step;
    this.latencies = new Latencies[edges.length - 1];
    this.amounts = new Amounts[edges.length - 1];
    Arrays.setAll(latencies, n -> new Latencies());
    Arrays.fill(amounts, Amounts.NONE);
  }

  /** Equal steps that begin at whole ones; the first one has {@code from} in it. */
  static Grid even(long from, long until, Duration step) {
    long length = step.toMillis();
    long first = Math.floorDiv(from, length) * length;
    int count = (int) ((until - 1 - first) / length) + 1;
    long[] edges = new long[count + 1];
    Arrays.setAll(edges, n -> first + n * length);
    edges[count] = until;
    return new Grid(edges, step);
  }

  /** Whole days, the last one is today. */
  static Grid days(Days days, int count, long now) {
    long today = days.of(now);
    long[] edges = new long[count + 1];
    Arrays.setAll(edges, n -> days.begin(today - count + 1 + n));
    edges[count] = now;
    return new Grid(edges, Duration.ofDays(1));
  }

  long from() {
    return edges[0];
  }

  long until() {
    return edges[edges.length - 1];
  }

  /** What was summed up from {@code at} on belongs to the point that has that moment in it. */
  void add(long at, Amounts more, byte[] times) {
    int point = point(at);
    if (point >= 0) {
      amounts[point] = amounts[point].plus(more);
      latencies[point].add(times);
    }
  }

  void add(Answers answers) {
    for (int n = 0; n < latencies.length; n++) {
      latencies[n].add(answers.tally(edges[n], edges[n + 1]).latencies().toBytes());
    }
  }

  void add(Course course) {
    for (int n = 0; n < amounts.length; n++) {
      amounts[n] = amounts[n].plus(course.amounts(edges[n], edges[n + 1]));
    }
  }

  private int point(long at) {
    int found = Arrays.binarySearch(edges, at);
    int point = found >= 0 ? found : -found - 2;
    return point < latencies.length ? point : -1;
  }

  /** Watched time of which nobody has written anything down is unknown. */
  Series series(long watchedFrom) {
    List<Series.Point> points = new ArrayList<>();
    var all = new Latencies();
    for (int n = 0; n < latencies.length; n++) {
      long watched = edges[n + 1] - Math.max(edges[n], watchedFrom);
      long unknown = Math.max(0, watched - amounts[n].watched());
      all.add(latencies[n]);
      points.add(
          new Series.Point(
              Instant.ofEpochMilli(edges[n]),
              Series.Times.of(latencies[n]),
              amounts[n].plus(new Amounts(0, 0, unknown, 0, 0))));
    }
    return new Series(
        Instant.ofEpochMilli(from()),
        Instant.ofEpochMilli(until()),
        step,
        Series.Times.of(all),
        points);
  }
}
