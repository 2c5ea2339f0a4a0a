package homebox.controlplane.report;

import homebox.controlplane.history.Past;
import homebox.controlplane.history.Window;
import homebox.controlplane.notify.StatusReport.Day;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What is stored, with the uptime that the page shows: in it every moment of which nothing is known
 * counts for neither side.
 */
public final class LiveStatistics implements Statistics {
  private final Function<String, Optional<OptionalDouble>> uptimes;
  private final Statistics stored;

  /** Asks {@code past} once it knows everything. */
  public LiveStatistics(Past past, Statistics stored) {
    this(
        service ->
            past.ready() ? Optional.of(past.uptimes(service).in(Window.DAY)) : Optional.empty(),
        stored);
  }

  /**
   * For who knows uptimes otherwise.
   *
   * @param uptimes by a service's id; empty: not known now, so that the stored one holds
   */
  LiveStatistics(Function<String, Optional<OptionalDouble>> uptimes, Statistics stored) {
    this.uptimes = uptimes;
    this.stored = stored;
  }

  @Override
  public Future<Map<String, Day>> day(Instant until) {
    return stored.day(until).map(this::withUptimes);
  }

  private Map<String, Day> withUptimes(Map<String, Day> days) {
    var better = new HashMap<String, Day>();
    days.forEach((service, day) -> better.put(service, withUptime(service, day)));
    return better;
  }

  private Day withUptime(String service, Day day) {
    return uptimes
        .apply(service)
        .map(uptime -> new Day(boxed(uptime), day.checks(), day.times()))
        .orElse(day);
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }
}
