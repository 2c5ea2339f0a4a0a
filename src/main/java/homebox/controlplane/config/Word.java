package homebox.controlplane.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * One value, written as text; YAML's guesses at it (octal, sexagesimal, NO) do not happen.
 *
 * @param expects for people: "a whole number from 0 to 20"
 * @param quiet true: faults do not repeat the value
 * @param parse throws IllegalArgumentException with {@code what — how to mend}
 */
record Word<T>(String expects, boolean quiet, Function<String, T> parse) implements Shape<T> {
  static <T> Word<T> of(String expects, Function<String, T> parse) {
    return new Word<>(expects, false, parse);
  }

  /** The same, but its faults do not repeat the value: it may hold a secret. */
  Word<T> quietly() {
    return new Word<>(expects, true, parse);
  }

  /** The same, or {@code off} (or another such word), which is empty. */
  Word<Optional<T>> orElse(String off) {
    return new Word<>(
        expects + ", or " + off,
        quiet,
        text ->
            text.strip().equalsIgnoreCase(off) ? Optional.empty() : Optional.of(parse.apply(text)));
  }

  <R> Word<R> map(Function<T, R> then) {
    return new Word<>(expects, quiet, parse.andThen(then));
  }

  @Override
  public Optional<T> read(Tree tree, Spot spot) {
    if (!(tree instanceof Tree.Scalar scalar)) {
      spot.fault("is " + tree.what() + " — write " + expects);
      return Optional.empty();
    }
    String text = spot.text(scalar);
    return text.isBlank() ? Optional.empty() : parsed(text, scalar, spot);
  }

  @Override
  public boolean isText() {
    return true;
  }

  private Optional<T> parsed(String text, Tree.Scalar scalar, Spot spot) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException misfit) {
      spot.fault((quiet ? "" : Quoted.value(scalar.text()) + " ") + misfit.getMessage());
      return Optional.empty();
    }
  }
}
