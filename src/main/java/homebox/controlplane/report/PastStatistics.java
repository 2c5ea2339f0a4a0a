package homebox.controlplane.report;

import homebox.controlplane.history.DaySums;
import homebox.controlplane.history.DaySums.Sum;
import homebox.controlplane.history.Past;
import homebox.controlplane.history.Window;
import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.notify.StatusReport.Times;
import homebox.controlplane.store.ReadableDatabase;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What history says, with the uptime that the page shows: in it every moment of which nothing is
 * known counts for neither side.
 */
public final class PastStatistics implements Statistics {
  private final BooleanSupplier ready;
  private final Function<String, OptionalDouble> uptimes;
  private final Function<Instant, Future<Map<String, Sum>>> sums;

  /** Asks {@code past} for uptimes, {@code database} for the rest. */
  public PastStatistics(Past past, ReadableDatabase database) {
    this(
        past::ready,
        service -> past.uptimes(service).in(Window.DAY),
        until -> new DaySums(database).until(until));
  }

  /**
   * For who knows them otherwise.
   *
   * @param ready whether uptimes are known
   * @param uptimes by a service's id
   * @param sums until a moment
   */
  PastStatistics(
      BooleanSupplier ready,
      Function<String, OptionalDouble> uptimes,
      Function<Instant, Future<Map<String, Sum>>> sums) {
    this.ready = ready;
    this.uptimes = uptimes;
    this.sums = sums;
  }

  @Override
  public boolean ready() {
    return ready.getAsBoolean();
  }

  @Override
  public Future<Map<String, Day>> day(Instant until) {
    return sums.apply(until).map(this::days);
  }

  private Map<String, Day> days(Map<String, Sum> all) {
    var days = new HashMap<String, Day>();
    all.forEach((service, sum) -> days.put(service, day(service, sum)));
    return days;
  }

  private Day day(String service, Sum sum) {
    return new Day(
        uptimes.apply(service).stream().boxed().findFirst(),
        sum.checks(),
        sum.took().map(took -> new Times(took.average(), took.p95())));
  }
}
