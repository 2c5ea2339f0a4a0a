package homebox.controlplane.alert;

import homebox.controlplane.alert.Cover.Work;
import homebox.controlplane.alert.Planned.Span;
import homebox.controlplane.config.Maintenance;
import homebox.controlplane.config.Selectors;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When nobody is to be told that a service got worse, as configured.
 *
 * @param planned work
 * @param kin who depends on whom
 * @param flapping whether restless services are told of once
 * @param connectivity whether it can be asked if we are online
 * @param file in which that stands, if there is one
 */
public record HushPlan(
    List<Planned> planned, Kin kin, boolean flapping, boolean connectivity, Optional<String> file) {
  /** Never. */
  public static final HushPlan NONE =
      new HushPlan(List.of(), Kin.NONE, false, false, Optional.empty());

  /** Copies the list. */
  public HushPlan {
    planned = List.copyOf(planned);
  }

  /** As configured. */
  public static HushPlan of(Settings settings) {
    return new HushPlan(
        planned(settings.telling().alerting().maintenance(), settings.services()),
        new Kin(settings.services()),
        settings.telling().alerting().flapping(),
        !settings.telling().alerting().connectivity().isEmpty(),
        settings.file());
  }

  /** The same, and what people planned besides. */
  HushPlan with(List<Planned> more) {
    return new HushPlan(
        Stream.concat(planned.stream(), more.stream()).toList(), kin, flapping, connectivity, file);
  }

  /** The same work, with the services of these that it concerns. */
  static List<Planned> planned(List<Maintenance> works, List<ServiceConfig> services) {
    var selectors = new Selectors(services);
    return works.stream().map(work -> new Planned(work, ids(work, selectors, services))).toList();
  }

  private static Set<String> ids(
      Maintenance work, Selectors selectors, List<ServiceConfig> services) {
    var ids = new HashSet<String>();
    for (String selector : work.services()) {
      selectors.chosen(selector).forEach(index -> ids.add(services.get(index).id()));
    }
    return Set.copyOf(ids);
  }

  /** The work that concerns a service at any time from {@code begin} to {@code end}. */
  Optional<Work> work(String service, Instant begin, Instant end) {
    return planned.stream()
        .filter(each -> each.services().contains(service))
        .flatMap(each -> work(each, begin, end).stream())
        .max(Comparator.comparing(Work::until));
  }

  /** All work that is under way, by service. */
  Map<String, Work> under(Instant now) {
    var under = new HashMap<String, Work>();
    for (Planned each : planned) {
      work(each, now, now)
          .ifPresent(work -> each.services().forEach(id -> under.merge(id, work, HushPlan::later)));
    }
    return under;
  }

  private static Work later(Work one, Work other) {
    return other.until().isAfter(one.until()) ? other : one;
  }

  private static Optional<Work> work(Planned each, Instant begin, Instant end) {
    return each.last(end)
        .filter(span -> span.touches(begin, end))
        .map(Span::until)
        .map(until -> new Work(until, each.work().reason()));
  }

  /** The next moment at which any work begins or ends. */
  Optional<Instant> edge(Instant now) {
    return planned.stream().flatMap(each -> each.edge(now).stream()).min(Instant::compareTo);
  }
}
