package homebox.controlplane.cli.imports;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place in a JSON file that is read, and told of where it is wrong. */
record Spot(String file, String path, JsonObject json, List<String> faults) {
  private static final BigDecimal A_DAY = BigDecimal.valueOf(86_400);

  void fault(String key, String what) {
    faults.add(file + ": " + at(key) + ": " + what);
  }

  /** Part of it, empty and told of if it is no object. */
  Spot part(String name, Object value) {
    if (value instanceof JsonObject object) {
      return new Spot(file, at(name), object, faults);
    }
    fault(name, "is no object — write one in braces");
    return new Spot(file, at(name), new JsonObject(), faults);
  }

  JsonArray list(String key) {
    Object value = json.getValue(key, new JsonArray());
    if (value instanceof JsonArray array) {
      return array;
    }
    fault(key, "is no list — write one in brackets");
    return new JsonArray();
  }

  Optional<String> text(String key, boolean needed) {
    Object value = json.getValue(key);
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    if (value != null && !(value instanceof String)) {
      fault(key, "is no text — put it in quotes");
    } else if (needed && !json.isEmpty()) {
      fault(key, "is missing — write it there");
    }
    return Optional.empty();
  }

  Optional<Integer> port(String key) {
    String written = String.valueOf(json.getValue(key, ""));
    if (json.isEmpty()) {
      return Optional.empty();
    }
    int port = written.matches("[0-9]{1,5}") ? Integer.parseInt(written) : 0;
    if (port < 1 || port > 65_535) {
      fault(key, "is no port — write a whole number from 1 to 65535");
      return Optional.empty();
    }
    return Optional.of(port);
  }

  /** True where nothing is said. */
  boolean truth(String key) {
    Object value = json.getValue(key, true);
    if (!(value instanceof Boolean)) {
      fault(key, "is neither true nor false — write one of the two");
    }
    return !Boolean.FALSE.equals(value);
  }

  /** As our configuration writes it; from a tenth of a second to a day, as there. */
  Optional<String> seconds(String key) {
    Object value = json.getValue(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number) {
      var seconds = new BigDecimal(number.toString());
      if (seconds.compareTo(new BigDecimal("0.1")) >= 0 && seconds.compareTo(A_DAY) <= 0) {
        return Optional.of(seconds.toPlainString());
      }
    }
    fault(key, "is no number of seconds from 0.1 to 86400 — write one");
    return Optional.empty();
  }

  /** The paths of what is there besides these. */
  List<String> others(Set<String> known) {
    return json.fieldNames().stream().filter(key -> !known.contains(key)).map(this::at).toList();
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
