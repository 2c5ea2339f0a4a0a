package homebox.controlplane.notify.bot;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** JSON that others have written: whatever is not as it should be is not there. */
record Raw(JsonObject json) {
  static Optional<Raw> of(Object value) {
    return value instanceof JsonObject json ? Optional.of(new Raw(json)) : Optional.empty();
  }

  static List<Raw> all(Object value) {
    return value instanceof JsonArray array
        ? array.stream().map(Raw::of).flatMap(Optional::stream).toList()
        : List.of();
  }

  Optional<Raw> object(String key) {
    return of(json.getValue(key));
  }

  List<Raw> objects(String key) {
    return all(json.getValue(key));
  }

  Optional<String> text(String key) {
    return json.getValue(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  Optional<Long> number(String key) {
    return json.getValue(key) instanceof Number number
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  boolean has(String key) {
    return json.containsKey(key);
  }

  boolean is(String key) {
    return Boolean.TRUE.equals(json.getValue(key));
  }
}
