package homebox.controlplane.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Times in which something was so of somebody; each from a moment until before another, in ms. */
final class Spans {
  /** Nobody knows when it ends. */
  static final long OPEN = Long.MAX_VALUE;

  private final Map<String, List<Span>> all = new HashMap<>();

  private record Span(long from, long until) {
    boolean holds(long now) {
      return from <= now && now < until;
    }
  }

  void begin(String whose, long from, long until) {
    all.computeIfAbsent(whose, first -> new ArrayList<>()).add(new Span(from, until));
  }

  /** What lasts is over now, and what would come does not. */
  void end(String whose, long now) {
    List<Span> known = all.getOrDefault(whose, List.of());
    List<Span> left =
        known.stream()
            .filter(span -> span.from <= now)
            .map(span -> new Span(span.from, Math.min(span.until, now)))
            .toList();
    all.put(whose, new ArrayList<>(left));
  }

  boolean holds(String whose, long now) {
    return touches(whose, now, now);
  }

  /** At any time from the one moment to the other. */
  boolean touches(String whose, long from, long until) {
    return all.getOrDefault(whose, List.of()).stream()
        .anyMatch(span -> span.from <= until && from < span.until);
  }

  /** It was so before that moment, and after it. */
  boolean encloses(String whose, long moment) {
    return all.getOrDefault(whose, List.of()).stream()
        .anyMatch(span -> span.from < moment && moment < span.until);
  }

  /** Of whom it is so. */
  Set<String> holding(long now) {
    var holding = new HashSet<>(all.keySet());
    holding.removeIf(whose -> !holds(whose, now));
    return holding;
  }
}
