package homebox.controlplane.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Writes one JSON text, if it knows all that is in it. The most frequent is asked for first. */
final class PlainWriter {
  private static final int DEEPEST = 500; // Jackson refuses what is much deeper, and says so

  private final PlainBytes bytes = new PlainBytes();

  /** What was written. */
  PlainBytes bytes() {
    return bytes;
  }

  /** False if there is something in it that is not known here; then a part is written. */
  boolean write(Object json) {
    return write(json, DEEPEST);
  }

  private boolean write(Object value, int deeper) {
    if (value instanceof Integer || value instanceof Long) {
      bytes.number(((Number) value).longValue());
    } else if (value instanceof String text) {
      bytes.string(text);
    } else if (value instanceof JsonArray array) {
      return array(array.getList(), deeper);
    } else if (value instanceof JsonObject object) {
      return object(object.getMap(), deeper);
    } else if (value == null || value instanceof Boolean) {
      bytes.ascii(String.valueOf(value));
    } else if (value instanceof Double number && Double.isFinite(number)) {
      bytes.ascii(number.toString());
    } else if (value instanceof List<?> list) {
      return array(list, deeper);
    } else {
      return value instanceof Map<?, ?> map && object(map, deeper);
    }
    return true;
  }

  private boolean array(List<?> list, int deeper) {
    bytes.ascii('[');
    for (Object value : list) {
      if (deeper == 0 || !write(value, deeper - 1)) {
        return false;
      }
      bytes.ascii(',');
    }
    bytes.end(']');
    return true;
  }

  private boolean object(Map<?, ?> map, int deeper) {
    bytes.ascii('{');
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (deeper == 0 || !(entry.getKey() instanceof String name)) {
        return false;
      }
      bytes.string(name);
      bytes.ascii(':');
      if (!write(entry.getValue(), deeper - 1)) {
        return false;
      }
      bytes.ascii(',');
    }
    bytes.end('}');
    return true;
  }
}
