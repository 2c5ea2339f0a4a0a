package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What came, went and changed in a list whose items have names of their own.
 *
 * @param added in the order of the new list
 * @param changed as they are now, in the order of the new list
 * @param removed as they were, in the order of the old list
 * @param untouched how many there are besides
 */
public record Turnover<T>(List<T> added, List<T> changed, List<T> removed, int untouched) {
  /** Copies the lists. */
  public Turnover {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /**
   * From {@code old} to {@code now}.
   *
   * @param same whether one of them has not changed
   */
  static <T> Turnover<T> between(
      List<T> old, List<T> now, Function<T, String> name, BiPredicate<T, T> same) {
    Map<String, T> gone = new LinkedHashMap<>();
    old.forEach(each -> gone.put(name.apply(each), each));
    var added = new ArrayList<T>();
    var changed = new ArrayList<T>();
    for (T each : now) {
      T before = gone.remove(name.apply(each));
      if (before == null) {
        added.add(each);
      } else if (!same.test(before, each)) {
        changed.add(each);
      }
    }
    int untouched = now.size() - added.size() - changed.size();
    return new Turnover<>(added, changed, List.copyOf(gone.values()), untouched);
  }

  /** Nothing came, went or changed. */
  public boolean none() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
