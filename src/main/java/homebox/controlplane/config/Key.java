package homebox.controlplane.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A key of the configuration: the one place that says all about it.
 *
 * @param name its last part
 * @param fallback what holds where it is not set, as one would write it; empty: nothing
 * @param variable its own name in the environment; empty: {@code CONTROL_PLANE_} and its path
 */
record Key<T>(String name, Shape<T> shape, String fallback, String variable, Set<Trait> traits) {
  /** What more there is to say of a key. */
  enum Trait {
    /** Must be there. */
    REQUIRED,
    /** Shown nowhere; may come from a file. */
    SECRET,
    /** A change waits for a restart. */
    RESTART,
    /** This version acts on it. */
    USED
  }

  static <T> Key<T> of(String name, Shape<T> shape) {
    return new Key<>(name, shape, "", "", Set.of());
  }

  Key<T> or(String written) {
    return new Key<>(name, shape, written, variable, traits);
  }

  Key<T> named(String inEnvironment) {
    return new Key<>(name, shape, fallback, inEnvironment, traits);
  }

  Key<T> required() {
    return with(Trait.REQUIRED);
  }

  Key<T> secret() {
    return with(Trait.SECRET);
  }

  Key<T> restart() {
    return with(Trait.RESTART);
  }

  Key<T> used() {
    return with(Trait.USED);
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** Its name in the environment when it stands at this path. */
  String variableAt(String path) {
    return variable.isEmpty()
        ? "CONTROL_PLANE_" + path.replace('.', '_').toUpperCase(Locale.ROOT)
        : variable;
  }

  /** What the fallback means. */
  Optional<T> fallbackValue() {
    var nowhere = new Spot(new Findings(), null, "default", 0, name);
    return fallback.isEmpty()
        ? Optional.empty()
        : shape.read(new Tree.Scalar(0, fallback, true), nowhere);
  }

  private Key<T> with(Trait trait) {
    var more = EnumSet.of(trait);
    more.addAll(traits);
    return new Key<>(name, shape, fallback, variable, more);
  }
}
