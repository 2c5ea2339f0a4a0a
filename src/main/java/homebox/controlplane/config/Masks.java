package homebox.controlplane.config;

import homebox.controlplane.config.Key.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Hides what nobody may see of an entry: {@code {"set": true}} stands in its place, of an address
 * with what can be {@code shown} of it. Who sends that back means what is there.
 */
final class Masks {
  private static final String SET = "set";
  private static final String SHOWN = "shown";

  /** User info, or values of a query. */
  private static final Pattern TELLING =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*@.*|[^?#]*\\?.*)", Pattern.DOTALL);

  /** Shown as far as no part of them is a secret. */
  private static final List<Key<?>> ADDRESSES =
      List.of(ServiceKeys.URL, TelegramKeys.API_URL, ChannelKeys.SERVER);

  private Masks() {}

  /** The same, of an entry with these keys, for people to see. */
  static Map<String, Object> hide(Map<?, ?> entry, Table table) {
    var shown = new LinkedHashMap<String, Object>();
    entry.forEach(
        (name, value) ->
            shown.put(String.valueOf(name), hide(value, table.keys().get(String.valueOf(name)))));
    return shown;
  }

  private static Object hide(Object value, Key<?> key) {
    if (value == null || key == null) {
      return value == null ? null : mask();
    }
    if (key.shape() instanceof Nested nested) {
      return value instanceof Map<?, ?> map ? hide(map, nested.table()) : value;
    }
    if (key.shape() instanceof MapOf<?> map && value instanceof Map<?, ?> entries) {
      return map.item().quiet() ? each(entries) : value;
    }
    if (key.is(Trait.SECRET) || key == ChannelKeys.URL) {
      return mask();
    }
    if (value instanceof String text && TELLING.matcher(text).matches()) {
      return address(text);
    }
    boolean quiet = key.shape() instanceof Word<?> word && word.quiet();
    return quiet && !ADDRESSES.contains(key) ? mask() : value;
  }

  private static Map<String, Object> each(Map<?, ?> entries) {
    var masked = new LinkedHashMap<String, Object>();
    entries.forEach((name, value) -> masked.put(String.valueOf(name), mask()));
    return masked;
  }

  private static Map<String, Object> mask() {
    var mask = new LinkedHashMap<String, Object>();
    mask.put(SET, true);
    return mask;
  }

  private static Map<String, Object> address(String text) {
    Map<String, Object> mask = mask();
    try {
      mask.put(SHOWN, Target.parse(text).shown());
    } catch (IllegalArgumentException strange) {
      return mask; // it stands in a file with ${…} in it
    }
    return mask;
  }

  /** The same with what {@code before} has where a mask was sent; what it has not is told. */
  static Object restore(Object sent, Object before, Spot spot) {
    if (isMask(sent)) {
      if (before == null) {
        spot.fault("is not set yet — write it");
      }
      return before;
    }
    if (sent instanceof Map<?, ?> map) {
      var whole = new LinkedHashMap<String, Object>();
      map.forEach(
          (name, value) ->
              whole.put(
                  String.valueOf(name),
                  restore(
                      value,
                      before instanceof Map<?, ?> old ? old.get(name) : null,
                      spot.key(String.valueOf(name), 0))));
      return whole;
    }
    return sent instanceof List<?> list ? new ArrayList<>(list) : sent;
  }

  private static boolean isMask(Object value) {
    return value instanceof Map<?, ?> map
        && Boolean.TRUE.equals(map.get(SET))
        && (map.size() == 1 || map.size() == 2 && map.containsKey(SHOWN));
  }
}
