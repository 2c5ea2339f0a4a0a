package homebox.controlplane.cli.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration of ours in the making. Its remarks are comments. */
public final class Sheet {
  /**
   * A service.
   *
   * @param id empty: as the name gives it
   * @param settings more lines, as they are written
   */
  record Service(
      String name,
      Optional<String> id,
      String url,
      String group,
      String description,
      boolean critical,
      boolean enabled,
      Map<String, String> settings) {}

  /** The predecessor took these for answers of something that lives. */
  private static final String GOOD = "{status: [200, 401]}";

  private final List<String> remarks = new ArrayList<>();
  private final Map<String, String> top = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
  private final List<Service> services = new ArrayList<>();

  void remark(String text) {
    remarks.add(text);
  }

  /** A key at this path, as it is written. */
  void set(String path, String written) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      top.put(path, written);
    } else {
      sections
          .computeIfAbsent(path.substring(0, dot), section -> new LinkedHashMap<>())
          .put(path.substring(dot + 1), written);
    }
  }

  /** Whether a key at the top is set. */
  boolean has(String key) {
    return top.containsKey(key);
  }

  void add(Service service) {
    services.add(service);
  }

  /** The whole file. */
  public String text() {
    var lines = new ArrayList<String>();
    remarks.forEach(remark -> lines.add(Yaml.comment(remark)));
    lines.add("");
    top.forEach((key, written) -> lines.add(key + ": " + written));
    sections.forEach(
        (name, keys) -> {
          lines.add(name + ":");
          keys.forEach((key, written) -> lines.add("  " + key + ": " + written));
        });
    if (!services.isEmpty()) {
      lines.add("");
      lines.add("services:");
      services.forEach(service -> lines.addAll(lines(service)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> lines(Service service) {
    var keys = new LinkedHashMap<String, String>();
    keys.put("name", Yaml.text(service.name()));
    service.id().ifPresent(id -> keys.put("id", id));
    keys.put("url", service.url());
    keys.put("group", Yaml.text(service.group()));
    if (!service.description().isBlank()) {
      keys.put("description", Yaml.text(service.description()));
    }
    if (!service.critical()) {
      keys.put("critical", "false");
    }
    if (!service.enabled()) {
      keys.put("enabled", "false");
    }
    keys.putAll(service.settings());
    keys.put("expect", GOOD);
    var lines = new ArrayList<String>();
    keys.forEach(
        (key, written) -> lines.add((lines.isEmpty() ? "  - " : "    ") + key + ": " + written));
    return lines;
  }
}
