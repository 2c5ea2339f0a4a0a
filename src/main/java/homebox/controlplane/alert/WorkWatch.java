package homebox.controlplane.alert;

import homebox.controlplane.alert.Cover.Work;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Knows which planned work is under way, and says so when that changes. Looks at the wall clock at
 * each of its edges, and once a minute for who sets it. Belongs to one context.
 */
final class WorkWatch {
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Pace pace;
  private final AnswerClock clock;
  private final Consumer<String> changed;
  private final Consumer<Absence> absence;
  private final Map<String, Under> under = new HashMap<>();
  private final Map<String, Long> over = new HashMap<>();
  private HushPlan plan = HushPlan.NONE;
  private Collection<String> watched = List.of();
  private Pace.Timer timer = () -> {};
  private Instant lookedAt = Instant.MIN;
  private Instant nextEdge = Instant.MIN;

  /** Work that is under way, and since when we know it. */
  private record Under(Work work, Instant from) {}

  /**
   * Looks at nothing yet.
   *
   * @param clock that of the answers
   * @param changed hears of each service of which it changes
   * @param absence hears what history must know
   */
  WorkWatch(Pace pace, AnswerClock clock, Consumer<String> changed, Consumer<Absence> absence) {
    this.pace = pace;
    this.clock = clock;
    this.changed = changed;
    this.absence = absence;
  }

  /** From now on that is planned, and these services are watched. */
  void follow(HushPlan next, Collection<String> services) {
    plan = next;
    watched = services;
    lookWell(pace.instant());
  }

  void stop() {
    timer.cancel();
  }

  /** What is under way at a service. */
  Optional<Work> of(String service) {
    return Optional.ofNullable(under.get(service)).map(Under::work);
  }

  /** True if work at it has ended since that moment by the answers' clock, planned so or not. */
  boolean had(String service, long sinceMillis) {
    return over.getOrDefault(service, Long.MIN_VALUE) > sinceMillis;
  }

  /** Between two edges nothing changes, unless somebody has set the clock. */
  private void look() {
    Instant now = pace.instant();
    boolean between = !now.isBefore(lookedAt) && now.isBefore(nextEdge);
    if (between) {
      timer = pace.after(untilNext(now), this::look);
    } else {
      lookWell(now);
    }
  }

  private void lookWell(Instant now) {
    timer.cancel();
    lookedAt = now;
    nextEdge = plan.edge(now).orElse(Instant.MAX);
    Map<String, Work> due = plan.under(now);
    due.keySet().retainAll(watched);
    List<String> other = other(due);
    end(other, due, now);
    begin(other, due, now);
    other.forEach(changed);
    if (!plan.planned().isEmpty()) {
      timer = pace.after(untilNext(now), this::look);
    }
  }

  private Duration untilNext(Instant now) {
    boolean soon = nextEdge.isBefore(now.plus(LOOK));
    return soon ? Duration.between(now, nextEdge) : LOOK;
  }

  private List<String> other(Map<String, Work> due) {
    var other = new ArrayList<String>();
    under.forEach(
        (service, known) -> {
          if (!known.work().equals(due.get(service))) {
            other.add(service);
          }
        });
    due.keySet().stream().filter(service -> !under.containsKey(service)).forEach(other::add);
    return other;
  }

  /** At the end that was planned, or before: nobody was there to see it sooner. */
  private void end(List<String> services, Map<String, Work> due, Instant now) {
    var ended = new HashMap<Under, List<String>>();
    for (String service : services) {
      Under known = under.get(service);
      if (known != null && !isOnlyCalledOtherwise(known.work(), due.get(service))) {
        under.remove(service);
        forget(service, known.work().until(), now);
        ended.computeIfAbsent(known, first -> new ArrayList<>()).add(service);
      }
    }
    ended.forEach(
        (known, all) -> {
          Instant until = known.work().until();
          say(all, known, Optional.of(until.isBefore(now) ? until : now));
        });
  }

  /** What was planned may not be known any more when the next answer comes. */
  private void forget(String service, Instant until, Instant now) {
    long late = Math.max(0, Duration.between(until, now).toMillis());
    clock.tell(ended -> over.put(service, ended - late));
  }

  private static boolean isOnlyCalledOtherwise(Work known, Work now) {
    return now != null && known.until().equals(now.until());
  }

  private void begin(List<String> services, Map<String, Work> due, Instant now) {
    var begun =
        services.stream()
            .filter(due::containsKey)
            .filter(service -> !under.containsKey(service))
            .collect(Collectors.groupingBy(due::get));
    services.stream()
        .filter(due::containsKey)
        .forEach(
            service ->
                under.merge(
                    service,
                    new Under(due.get(service), now),
                    (known, next) -> new Under(next.work(), known.from())));
    begun.forEach((work, all) -> say(all, new Under(work, now), Optional.empty()));
  }

  private void say(List<String> services, Under known, Optional<Instant> ended) {
    absence.accept(
        new Absence(Absence.Kind.MAINTENANCE, services, known.from(), known.work().until(), ended));
  }
}
