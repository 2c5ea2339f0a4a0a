package homebox.controlplane.alert;

import homebox.controlplane.config.Selectors;
import homebox.controlplane.config.ServiceConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who depends on whom. Selectors are steps of the way: written out, {@code *} of ten thousand
 * services would be a hundred million. A service in the group that it depends on means the others
 * there.
 */
final class Kin {
  /** Nobody depends on anybody. */
  static final Kin NONE = new Kin(List.of());

  private final Map<String, List<String>> selectors = new HashMap<>(); // of a service
  private final Map<String, List<String>> chosen = new HashMap<>(); // the services of a selector
  private final Map<String, List<String>> users = new HashMap<>(); // who depends on a selector
  private final Map<String, List<String>> means =
      new HashMap<>(); // the selectors that mean a service

  /** Of all that are configured; those that are not asked have nothing to say, as it turns out. */
  Kin(List<ServiceConfig> services) {
    if (services.stream().allMatch(service -> service.dependsOn().isEmpty())) {
      return;
    }
    var known = new Selectors(services);
    for (ServiceConfig service : services) {
      if (!service.dependsOn().isEmpty()) {
        selectors.put(service.id(), service.dependsOn());
      }
      for (String selector : service.dependsOn()) {
        users.computeIfAbsent(selector, first -> new ArrayList<>()).add(service.id());
        chosen.computeIfAbsent(selector, first -> ids(known.chosen(selector), services));
      }
    }
    chosen.forEach(
        (selector, ids) ->
            ids.forEach(id -> means.computeIfAbsent(id, first -> new ArrayList<>()).add(selector)));
  }

  private static List<String> ids(List<Integer> places, List<ServiceConfig> services) {
    return places.stream().map(place -> services.get(place).id()).toList();
  }

  /** Nobody depends on anybody. */
  boolean isNobody() {
    return selectors.isEmpty();
  }

  /** It depends on somebody. */
  boolean hasParents(String service) {
    return selectors.containsKey(service);
  }

  /** Somebody depends on it. */
  boolean hasChildren(String service) {
    return means.containsKey(service);
  }

  /** The nearest of those that it depends on, over others or not, of whom that is true. */
  Optional<String> nearest(String service, Predicate<String> wanted) {
    return walk(service, selectors, chosen, wanted).found();
  }

  /** Those that it depends on, over others or not, the nearest first. */
  Collection<String> ancestors(String service) {
    return walk(service, selectors, chosen, each -> false).seen();
  }

  /** Those that depend on it, over others or not, the nearest first. */
  Collection<String> descendants(String service) {
    return walk(service, means, users, each -> false).seen();
  }

  private record Walk(Collection<String> seen, Optional<String> found) {}

  /** Breadth first; each service and each selector is a place where one comes once. */
  private static Walk walk(
      String from,
      Map<String, List<String>> steps,
      Map<String, List<String>> ends,
      Predicate<String> wanted) {
    Set<String> gone = new HashSet<>();
    Set<String> known = new HashSet<>(Set.of(from));
    List<String> seen = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      for (String selector : steps.getOrDefault(open.poll(), List.of())) {
        List<String> next = gone.add(selector) ? ends.getOrDefault(selector, List.of()) : List.of();
        for (String service : next) {
          if (known.add(service)) {
            if (wanted.test(service)) {
              return new Walk(seen, Optional.of(service));
            }
            seen.add(service);
            open.add(service);
          }
        }
      }
    }
    return new Walk(seen, Optional.empty());
  }
}
