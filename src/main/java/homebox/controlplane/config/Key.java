package homebox.controlplane.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A key of the configuration: the one place that says all about it.
 *
 * @param name its last part
 * @param otherwise what holds where it is not set
 * @param variable its own name in the environment; empty: {@code CONTROL_PLANE_} and its path
 */
record Key<T>(
    String name, Shape<T> shape, Fallback<T> otherwise, String variable, Set<Trait> traits) {
  /**
   * What holds where a key is not set; read once, for ten thousand services ask for it.
   *
   * @param written as one would write it; empty: nothing
   */
  record Fallback<T>(String written, Optional<T> meaning) {}

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
    return new Key<>(name, shape, new Fallback<>("", Optional.empty()), "", Set.of());
  }

  Key<T> or(String written) {
    var nowhere = new Spot(new Findings(), null, "default", 0, name);
    Optional<T> meaning = shape.read(new Tree.Scalar(0, written, true), nowhere);
    return new Key<>(name, shape, new Fallback<>(written, meaning), variable, traits);
  }

  Key<T> named(String inEnvironment) {
    return new Key<>(name, shape, otherwise, inEnvironment, traits);
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

  /** What holds where it is not set, as one would write it; empty: nothing. */
  String fallback() {
    return otherwise.written();
  }

  /** What the fallback means. */
  Optional<T> fallbackValue() {
    return otherwise.meaning();
  }

  private Key<T> with(Trait trait) {
    var more = EnumSet.of(trait);
    more.addAll(traits);
    return new Key<>(name, shape, otherwise, variable, more);
  }
}
