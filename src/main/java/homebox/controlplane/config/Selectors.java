package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which services a name, an id, {@code group:NAME}, {@code tag:NAME} or {@code *} means. */
final class Selectors {
  private final Map<String, List<Integer>> bySelector = new HashMap<>();

  Selectors(List<Draft> drafts, List<String> ids) {
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      add(draft.name(), i);
      if (!ids.get(i).equals(draft.name())) {
        add(ids.get(i), i);
      }
      if (!draft.group().isEmpty()) {
        add("group:" + draft.group(), i);
      }
      for (String tag : draft.tags()) {
        add("tag:" + tag, i);
      }
      add("*", i);
    }
  }

  /** Their numbers; none if it means none. */
  List<Integer> chosen(String selector) {
    return bySelector.getOrDefault(selector, List.of());
  }

  /** Tells of each that means no service. */
  void check(List<String> selectors, Spot spot) {
    for (String selector : selectors) {
      if (chosen(selector).isEmpty()) {
        spot.fault(Quoted.value(selector) + " is no service — " + cure(selector));
      }
    }
  }

  private String cure(String selector) {
    var known = new ArrayList<>(bySelector.keySet());
    known.sort(null);
    return new Suggestion(known)
        .near(selector)
        .map(meant -> "did you mean " + Quoted.value(meant) + "?")
        .orElse("write a name, an id, group:NAME, tag:NAME or * of a service listed here");
  }

  private void add(String selector, int index) {
    bySelector.computeIfAbsent(selector, unknown -> new ArrayList<>()).add(index);
  }
}
