package homebox.controlplane.config;

import java.util.Optional;

/** How the value of a key is written, and what it means. */
interface Shape<T> {
  /** What the value means; empty if it is not set, or at fault: the spot was told then. */
  Optional<T> read(Tree tree, Spot spot);

  /** For people, after "write": "a duration such as 30s". */
  String expects();

  /** What a key that is not in the file means. */
  default Optional<T> absent(Spot spot) {
    return Optional.empty();
  }

  /** True if one text says it, so that the environment can. */
  default boolean isText() {
    return false;
  }
}
