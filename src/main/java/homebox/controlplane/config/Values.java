package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a mapping's keys mean, by key; what is not here was not set or is at fault. */
final class Values {
  private record Read(Object value, Spot spot) {}

  private final Map<Key<?>, Read> read = new IdentityHashMap<>(8);
  private final List<Key<?>> set = new ArrayList<>();
  private Map<Key<?>, Object> outdone = Map.of();
  private final Spot spot;

  Values(Spot spot) {
    this.spot = spot;
  }

  <T> void put(Key<T> key, T value, Spot at) {
    read.put(key, new Read(value, at));
  }

  @SuppressWarnings("unchecked") // put is the only writer, and a key's type is its value's
  <T> Optional<T> get(Key<T> key) {
    return Optional.ofNullable(read.get(key)).map(found -> (T) found.value());
  }

  /** True if it is set, be it at fault. */
  boolean has(Key<?> key) {
    return read.containsKey(key) || set.stream().anyMatch(each -> each == key);
  }

  /** What the file says is outdone by the process's environment. */
  void outdo(Key<?> key, Object inFile) {
    outdone = outdone.isEmpty() ? new IdentityHashMap<>() : outdone;
    outdone.put(key, inFile);
  }

  /** What the file says, where the process's environment outdoes it. */
  Optional<?> outdone(Key<?> key) {
    return Optional.ofNullable(outdone.get(key));
  }

  /** The keys that the file sets, in its order. */
  List<Key<?>> keys() {
    return set;
  }

  void set(Key<?> key) {
    set.add(key);
  }

  /** Its value, or else its fallback. */
  <T> T or(Key<T> key) {
    return get(key).or(key::fallbackValue).orElseThrow();
  }

  /** Where the key's value stands, or else the mapping. */
  Spot spot(Key<?> key) {
    return read.containsKey(key) ? read.get(key).spot() : spot;
  }

  /** Where the mapping stands. */
  Spot spot() {
    return spot;
  }
}
