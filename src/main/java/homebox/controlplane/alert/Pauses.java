package homebox.controlplane.alert;

import static java.util.stream.Collectors.groupingBy;

import homebox.controlplane.alert.Cover.Paused;
import homebox.controlplane.time.Pace;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Knows which services are not asked, also of those that are not watched now. Changes in one
 * context, and may be asked from anywhere.
 */
final class Pauses {
  /** Nobody knows when a pause ends: this is later. */
  static final Instant OPEN = Instant.parse("9999-12-31T00:00:00Z");

  private final Pace pace;
  private final Consumer<Absence> absence;
  private final Map<String, Paused> held = new ConcurrentHashMap<>();
  private final Map<String, Instant> absent = new HashMap<>();

  /**
   * Nobody is paused yet.
   *
   * @param absence hears what history must know
   */
  Pauses(Pace pace, Consumer<Absence> absence) {
    this.pace = pace;
    this.absence = absence;
  }

  void begin(String service, Paused how) {
    held.put(service, how);
  }

  void end(String service) {
    held.remove(service);
  }

  Optional<Paused> of(String service) {
    return Optional.ofNullable(held.get(service));
  }

  boolean has(String service) {
    return held.containsKey(service);
  }

  /** Those of them that are not paused. */
  List<String> beside(Collection<String> services) {
    return services.stream().filter(service -> !held.containsKey(service)).toList();
  }

  /** These are watched from now on: of those that are paused that is no time of theirs. */
  void come(Collection<String> services) {
    List<String> all =
        services.stream().filter(held::containsKey).filter(id -> !absent.containsKey(id)).toList();
    Instant now = pace.instant();
    all.forEach(service -> absent.put(service, now));
    say(all, Optional.empty());
  }

  /** These are not watched any more, or not paused. */
  void gone(Collection<String> services) {
    List<String> all = services.stream().filter(absent::containsKey).toList();
    say(all, Optional.of(pace.instant()));
    all.forEach(absent::remove);
  }

  private void say(List<String> services, Optional<Instant> ended) {
    services.stream()
        .collect(groupingBy(absent::get))
        .forEach(
            (from, ids) ->
                absence.accept(new Absence(Absence.Kind.PAUSED, ids, from, OPEN, ended)));
  }
}
