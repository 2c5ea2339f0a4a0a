package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names in the environment that begin like ours and mean nothing. */
record StrangeNames(Environment environment) {
  private static final String OURS = "CONTROL_PLANE_";

  /** What Kubernetes sets for a service called control-plane. */
  private static final String LINKED = OURS + "(SERVICE_.*|PORT|PORT_.*)";

  List<String> lines() {
    Map<String, String> known = variables(Keys.ROOT, "");
    var lines = new ArrayList<String>();
    for (String name : environment.names()) {
      boolean strange = name.startsWith(OURS) && !name.matches(LINKED);
      if (strange && !known.containsValue(name) && !isFileOf(name, known)) {
        lines.add(name + " in the environment is not known and is ignored" + cure(name, known));
      }
    }
    return lines;
  }

  /** The environment's name of each path. */
  static Map<String, String> variables(Table table, String path) {
    var all = new LinkedHashMap<String, String>();
    if (path.isEmpty()) {
      all.put("", Place.VARIABLE);
    }
    table
        .keys()
        .forEach(
            (name, key) -> {
              if (key.shape() instanceof Nested nested) {
                all.putAll(variables(nested.table(), path + name + "."));
              } else if (key.shape().isText()) {
                all.put(path + name, key.variableAt(path + name));
              }
            });
    return all;
  }

  private static boolean isFileOf(String name, Map<String, String> known) {
    return name.endsWith("_FILE") && known.containsValue(name.substring(0, name.length() - 5));
  }

  private static String cure(String name, Map<String, String> known) {
    String path = name.substring(OURS.length()).toLowerCase(Locale.ROOT);
    return known.entrySet().stream()
        .filter(entry -> entry.getKey().replace('.', '_').equals(path))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> new Suggestion(List.copyOf(known.values())).near(name))
        .map(meant -> " — did you mean " + meant + "?")
        .orElse(" — remove it");
  }
}
