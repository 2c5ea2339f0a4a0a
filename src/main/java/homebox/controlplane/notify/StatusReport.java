package homebox.controlplane.notify;

import homebox.controlplane.alert.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How all services do, and how they did in the 24 hours before.
 *
 * @param until when these ended
 * @param totals of all services
 * @param services the worst first, {@link #MOST} at most
 */
public record StatusReport(Instant until, Totals totals, List<Line> services) implements Own {
  /** More are only counted: the report is kept with the messages. */
  public static final int MOST = 1_000;

  private static final List<String> WORST_FIRST =
      Stream.of(Status.values()).map(Status::name).toList();

  private static final Comparator<Line> ORDER =
      Comparator.<Line>comparingInt(line -> rank(line.level()))
          .thenComparing(line -> !line.critical())
          .thenComparingDouble(line -> line.day().flatMap(Day::uptime).orElse(1.0));

  /** Copies the list. */
  public StatusReport {
    services = List.copyOf(services);
  }

  /** Of these, in the order of the configuration. */
  public static StatusReport of(Instant until, List<Line> all) {
    List<Line> sorted = all.stream().sorted(ORDER).limit(MOST).toList();
    return new StatusReport(until, Totals.of(all), sorted);
  }

  @Override
  public Kind kind() {
    return Kind.REPORT;
  }

  /** Where a level stands; one of a later version before those that are well. */
  private static int rank(String level) {
    int place = WORST_FIRST.indexOf(level);
    return place < 0 ? WORST_FIRST.indexOf("PENDING") : place;
  }

  /**
   * Of all services.
   *
   * @param levels how many count as each
   * @param uptime the mean of those that have one, 0 – 1
   * @param checks of the 24 hours, retries included
   */
  public record Totals(Map<String, Integer> levels, Optional<Double> uptime, long checks) {
    /** Copies the map. */
    public Totals {
      levels = Map.copyOf(levels);
    }

    /** How many services there are. */
    public int services() {
      return levels.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Totals of(List<Line> all) {
      var levels = new TreeMap<String, Integer>();
      all.forEach(line -> levels.merge(line.level(), 1, Integer::sum));
      var mean =
          all.stream()
              .flatMap(line -> line.day().flatMap(Day::uptime).stream())
              .mapToDouble(Double::doubleValue)
              .average();
      long checks = all.stream().flatMap(line -> line.day().stream()).mapToLong(Day::checks).sum();
      return new Totals(
          levels, mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty(), checks);
    }
  }

  /**
   * One service.
   *
   * @param level what it counts as, as on the page
   * @param since when that began, if it is known
   * @param day its 24 hours, if they are known
   * @param word what it says of itself, if it was asked
   */
  public record Line(
      String service,
      boolean critical,
      String level,
      Optional<Instant> since,
      Optional<Day> day,
      Optional<Word> word) {
    /** One that was not asked how it finds itself. */
    public Line(
        String service,
        boolean critical,
        String level,
        Optional<Instant> since,
        Optional<Day> day) {
      this(service, critical, level, since, day, Optional.empty());
    }
  }

  /** What a service says of itself; it makes none DOWN. */
  public record Word(boolean healthy, Optional<String> version) {}

  /**
   * 24 hours of one service.
   *
   * @param uptime 0 – 1; empty when it was neither up nor down in them
   * @param checks how many, retries included
   * @param times of its good and slow answers, if there was one
   */
  public record Day(Optional<Double> uptime, long checks, Optional<Times> times) {}

  /** Response times, to the millisecond; 95 % of the answers took no longer than {@code p95}. */
  public record Times(Duration average, Duration p95) {}
}
