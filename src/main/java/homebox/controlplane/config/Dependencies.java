package homebox.controlplane.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for services that depend on themselves, over others or not. Selectors are steps of the way
 * too: written out, {@code *} of ten thousand services would be a hundred million steps.
 */
final class Dependencies {
  private final List<Draft> drafts;
  private final Selectors selectors;
  private final Set<Object> done = new HashSet<>();
  private final Map<Object, Step> open = new HashMap<>();
  private final Map<String, Integer> amongItsOwn = new HashMap<>();
  private final Deque<Step> way = new ArrayDeque<>();

  /** A service (its number) or a selector (its text), and where one can go from it. */
  private record Step(Object at, Iterator<?> next) {}

  Dependencies(List<Draft> drafts, Selectors selectors) {
    this.drafts = drafts;
    this.selectors = selectors;
  }

  /** Tells of unknown names and circles. */
  void check() {
    for (int i = 0; i < drafts.size(); i++) {
      selectors.check(parents(i), drafts.get(i).spot(ServiceKeys.DEPENDS_ON));
    }
    for (int i = 0; i < drafts.size(); i++) {
      enter(i);
      while (!way.isEmpty()) {
        walk();
      }
    }
  }

  private void walk() {
    Step step = way.peekLast();
    if (step.next().hasNext()) {
      enter(step.next().next());
    } else {
      way.removeLast();
      open.remove(step.at());
      done.add(step.at());
    }
  }

  private void enter(Object at) {
    if (open.containsKey(at)) {
      tellUnlessAmongItsGroup(at);
    } else if (!done.contains(at)) {
      Iterator<?> next =
          at instanceof Integer service ? parents(service).iterator() : members((String) at);
      var step = new Step(at, next);
      open.put(at, step);
      way.addLast(step);
    }
  }

  /** A service in the group, tag or {@code *} that it depends on means the others there. */
  private void tellUnlessAmongItsGroup(Object at) {
    List<Object> circle = circle(at);
    Optional<String> wide =
        circle.stream().filter(Dependencies::isWide).map(String.class::cast).findFirst();
    if (circle.size() > 2 || wide.isEmpty()) {
      tell(circle);
      return;
    }
    Integer service = (Integer) circle.get(circle.get(0) instanceof Integer ? 0 : 1);
    Integer other = amongItsOwn.putIfAbsent(wide.get(), service);
    if (other != null) {
      tell(List.of(other, service));
    }
  }

  private void tell(List<Object> circle) {
    List<Integer> services =
        circle.stream().filter(Integer.class::isInstance).map(Integer.class::cast).toList();
    var names = new ArrayList<String>();
    services.forEach(each -> names.add(Quoted.value(drafts.get(each).name())));
    names.add(names.get(0));
    String shown =
        names.size() <= 12
            ? String.join(" → ", names)
            : String.join(" → ", names.subList(0, 10)) + " → … → " + names.get(0);
    drafts
        .get(services.get(services.size() - 1))
        .spot(ServiceKeys.DEPENDS_ON)
        .fault("goes in a circle (" + shown + ") — remove one of these");
  }

  private List<Object> circle(Object at) {
    List<Object> all = way.stream().map(Step::at).toList();
    return all.subList(all.indexOf(at), all.size());
  }

  private List<String> parents(int service) {
    return drafts.get(service).values().get(ServiceKeys.DEPENDS_ON).orElse(List.of());
  }

  private Iterator<?> members(String selector) {
    return selectors.chosen(selector).iterator();
  }

  private static boolean isWide(Object at) {
    return at instanceof String text
        && (text.equals("*") || text.startsWith("group:") || text.startsWith("tag:"));
  }
}
