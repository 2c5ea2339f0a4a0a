package homebox.controlplane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that happened to one service: when it was away, what is written about that, and what was
 * heard of it. Each list is in the order of time.
 *
 * @param away when the service did not answer as it should
 * @param incidents its outages, as they are written
 * @param changes of its state, as they are written
 * @param rows of the outbox
 * @param heard by people
 */
record Chronicle(
    List<Away> away,
    List<Incident> incidents,
    List<Change> changes,
    List<Row> rows,
    List<Heard> heard) {
  static final String ALERT = "ALERT";
  static final String RECOVERY = "RECOVERY";

  /** A question that was under way may be from before, and its answer from after. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(1);

  record Away(Instant from, Instant until) {
    private boolean lasts(Duration longer) {
      return Duration.between(from, until).compareTo(longer) > 0;
    }

    private boolean has(Instant moment) {
      return !moment.isBefore(from.minus(UNDER_WAY)) && moment.isBefore(until.plus(UNDER_WAY));
    }
  }

  record Incident(String id, Instant started, Optional<Instant> ended) {}

  record Change(String from, String to, Optional<String> ended, Optional<String> opened) {}

  record Row(String kind, Optional<String> incident, String state, Optional<String> reference) {}

  /**
   * One message.
   *
   * @param id by which a {@link Row} refers to it
   * @param marked that it may be a repeat
   */
  record Heard(String id, Instant at, List<String> kinds, boolean marked) {
    private boolean tells(String kind) {
      return kinds.contains(kind);
    }
  }

  /**
   * What was promised and is not so, in sentences; empty: all is well.
   *
   * @param seen what is away for longer than that is to be told
   */
  List<String> faults(Duration seen) {
    return Stream.of(
            incidents.stream().flatMap(this::told),
            incidents.stream().flatMap(this::written),
            incidents.stream().filter(this::isInvented).map(it -> it.id() + " never happened"),
            away.stream().filter(it -> it.lasts(seen)).flatMap(this::missing),
            rows.stream().filter(this::isUnheard).map(it -> it + " was not heard"),
            jumps())
        .flatMap(each -> each)
        .toList();
  }

  private Stream<String> told(Incident incident) {
    List<Heard> alerts = of(incident, ALERT);
    List<Heard> recoveries = of(incident, RECOVERY);
    var faults = new ArrayList<String>();
    if (unmarked(alerts) > 1) {
      faults.add(incident.id() + " began more than once: " + alerts);
    }
    if (unmarked(recoveries) > 1) {
      faults.add(incident.id() + " ended more than once: " + recoveries);
    }
    if (!alerts.isEmpty() && incident.ended().isPresent() && recoveries.isEmpty()) {
      faults.add(incident.id() + " was told, its end was not");
    }
    if (!recoveries.isEmpty() && !isBefore(alerts, recoveries)) {
      faults.add(incident.id() + " ended before it began: " + recoveries + ", " + alerts);
    }
    return faults.stream();
  }

  private static long unmarked(List<Heard> messages) {
    return messages.stream().filter(each -> !each.marked()).count();
  }

  /** All alerts; there is one at least. */
  private static boolean isBefore(List<Heard> alerts, List<Heard> recoveries) {
    Instant first = recoveries.get(0).at();
    return !alerts.isEmpty() && alerts.stream().noneMatch(alert -> alert.at().isAfter(first));
  }

  private List<Heard> of(Incident incident, String kind) {
    return heard.stream()
        .filter(each -> each.tells(kind) && about(each, kind).filter(incident::equals).isPresent())
        .toList();
  }

  /** By what is written of it; where that was lost it is the last one that had begun by then. */
  private Optional<Incident> about(Heard message, String kind) {
    Predicate<Row> its =
        row -> row.kind().equals(kind) && row.reference().filter(message.id()::equals).isPresent();
    Optional<String> named = rows.stream().filter(its).findFirst().flatMap(Row::incident);
    return named.isPresent()
        ? incidents.stream().filter(each -> each.id().equals(named.get())).findFirst()
        : incidents.stream()
            .filter(each -> !each.started().isAfter(message.at()))
            .max(Comparator.comparing(Incident::started));
  }

  /** One change opened it, one ended it if it is over. */
  private Stream<String> written(Incident incident) {
    long opened = count(change -> change.opened().filter(incident.id()::equals).isPresent());
    long ended = count(change -> change.ended().filter(incident.id()::equals).isPresent());
    return opened == 1 && ended == (incident.ended().isPresent() ? 1 : 0)
        ? Stream.empty()
        : Stream.of(incident.id() + " was opened " + opened + " times, and ended " + ended);
  }

  private long count(Predicate<Change> which) {
    return changes.stream().filter(which).count();
  }

  private boolean isInvented(Incident incident) {
    return away.stream().noneMatch(each -> each.has(incident.started()));
  }

  private Stream<String> missing(Away outage) {
    List<Incident> its = incidents.stream().filter(each -> outage.has(each.started())).toList();
    return its.stream().anyMatch(each -> !of(each, ALERT).isEmpty())
        ? Stream.empty()
        : Stream.of(outage + " was not told; written of it is " + its);
  }

  private boolean isUnheard(Row row) {
    return row.state().equals("SENT")
        && heard.stream()
            .noneMatch(
                each ->
                    row.reference().isPresent()
                        ? row.reference().get().equals(each.id())
                        : each.tells(row.kind()));
  }

  /** A change begins where the one before it led to. */
  private Stream<String> jumps() {
    var faults = new ArrayList<String>();
    for (int next = 1; next < changes.size(); next++) {
      if (!changes.get(next).from().equals(changes.get(next - 1).to())) {
        faults.add(changes.get(next) + " follows " + changes.get(next - 1));
      }
    }
    return faults.stream();
  }
}
