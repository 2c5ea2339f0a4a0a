package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Planned work of a house, in the order in which it was planned. */
final class WorkBook {
  private final List<Stored.Work> works;

  WorkBook(List<Stored.Work> works) {
    this.works = new ArrayList<>(works);
  }

  void plan(Stored.Work work) {
    works.add(work);
  }

  /** The first that is not over, if there is one. */
  Optional<Stored.Work> open(long now) {
    return open(works, now).stream().findFirst();
  }

  private static List<Stored.Work> open(List<Stored.Work> works, long now) {
    return works.stream().filter(work -> work.until() > now).toList();
  }

  void callOff(Stored.Work work, long now) {
    works.remove(work);
    if (work.from() <= now) {
      works.add(new Stored.Work(work.id(), work.service(), work.from(), now));
    }
  }

  /** It was under way at any time from the one moment to the other. */
  boolean touches(String service, long from, long until) {
    return works.stream()
        .anyMatch(
            work -> work.service().equals(service) && work.from() <= until && from < work.until());
  }

  /** It was under way before that moment, and after it. */
  boolean encloses(String service, long moment) {
    return works.stream()
        .anyMatch(
            work ->
                work.service().equals(service) && work.from() < moment && moment < work.until());
  }

  /** What is to come or under way is what is kept. */
  void verify(List<Stored.Work> stored, long now) {
    assertThat(open(stored, now)).as("planned").isEqualTo(open(works, now));
  }
}
