package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which services a name, an id, {@code group:NAME}, {@code tag:NAME} or {@code *} means. */
public final class Selectors {
  private final Map<String, List<Integer>> bySelector = new HashMap<>();

  Selectors(List<Draft> drafts, List<String> ids) {
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      add(i, draft.name(), ids.get(i), draft.group(), draft.tags());
    }
  }

  /** Those that mean some of these. */
  public Selectors(List<ServiceConfig> services) {
    for (int i = 0; i < services.size(); i++) {
      ServiceConfig.Label label = services.get(i).label();
      add(i, label.name(), label.id(), label.group(), label.tags());
    }
  }

  /** Their numbers in the list; none if it means none. */
  public List<Integer> chosen(String selector) {
    return bySelector.getOrDefault(selector, List.of());
  }

  /** What is wrong with one that means none, and what to write instead. */
  public String fault(String selector) {
    return Quoted.value(selector) + " is no service — " + cure(selector);
  }

  /** Tells of each that means no service. */
  void check(List<String> selectors, Spot spot) {
    for (String selector : selectors) {
      if (chosen(selector).isEmpty()) {
        spot.fault(fault(selector));
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

  private void add(int index, String name, String id, String group, List<String> tags) {
    add(name, index);
    if (!id.equals(name)) {
      add(id, index);
    }
    if (!group.isEmpty()) {
      add("group:" + group, index);
    }
    tags.forEach(tag -> add("tag:" + tag, index));
    add("*", index);
  }

  private void add(String selector, int index) {
    bySelector.computeIfAbsent(selector, unknown -> new ArrayList<>()).add(index);
  }
}
