package homebox.controlplane.config;

import homebox.controlplane.config.Key.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the keys outside of lists mean that this version acts on, by path. It tells the names of
 * those that a change touches, whatever keys there will be.
 *
 * @param live hold at once
 * @param fixed hold from the next start on (↻)
 * @param outdone what the file says where the process's environment says something, too
 */
record Effective(
    Map<String, Optional<?>> live,
    Map<String, Optional<?>> fixed,
    Map<String, Optional<?>> outdone) {
  static Effective of(Values root) {
    var effective = new Effective(new HashMap<>(), new HashMap<>(), new HashMap<>());
    effective.read(Keys.ROOT, root, "");
    return effective;
  }

  /** The paths that mean something else there, sorted. */
  static List<String> differing(Map<String, Optional<?>> here, Map<String, Optional<?>> there) {
    var paths = new ArrayList<String>();
    here.forEach(
        (path, value) -> {
          if (!value.equals(there.get(path))) {
            paths.add(path);
          }
        });
    paths.sort(null);
    return List.copyOf(paths);
  }

  private void read(Table table, Values values, String above) {
    for (Key<?> key : table.keys().values()) {
      String path = above + key.name();
      if (key.shape() instanceof Nested nested) {
        read(nested.table(), (Values) values.get(key).orElseThrow(), path + ".");
      } else if (key.is(Trait.USED) && !(key.shape() instanceof Sections)) {
        (key.is(Trait.RESTART) ? fixed : live).put(path, value(values, key));
        outdone.put(path, values.outdone(key));
      }
    }
  }

  private static <T> Optional<T> value(Values values, Key<T> key) {
    return values.get(key).or(key::fallbackValue);
  }
}
