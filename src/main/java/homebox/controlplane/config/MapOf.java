package homebox.controlplane.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Values by header name, which is free; upper and lower case are the same name. */
record MapOf<T>(Word<T> item) implements Shape<Map<String, T>> {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  @Override
  public Optional<Map<String, T>> read(Tree tree, Spot spot) {
    if (tree.isEmpty()) {
      return Optional.empty();
    }
    if (!(tree instanceof Tree.Named named)) {
      spot.fault("is " + tree.what() + " — write " + expects());
      return Optional.empty();
    }
    var all = new LinkedHashMap<String, T>();
    var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    named
        .entries()
        .forEach(
            (name, entry) -> {
              Spot at = spot.key(name, entry.line());
              checkName(name, !names.add(name), at);
              item.read(entry.value(), at).ifPresent(value -> all.put(name, value));
            });
    return Optional.of(Collections.unmodifiableMap(all));
  }

  @Override
  public String expects() {
    return "lines such as X-Name: value below it, indented";
  }

  private static void checkName(String name, boolean again, Spot at) {
    if (again) {
      at.fault("stands here twice (case does not count) — keep one");
    } else if (!TOKEN.matcher(name).matches()) {
      at.fault("is no header name — write letters, digits and dashes");
    }
  }
}
