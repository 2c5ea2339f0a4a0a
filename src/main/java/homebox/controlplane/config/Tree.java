package homebox.controlplane.config;

import java.util.List;
import java.util.Map;

/** What a YAML file holds, as written and with lines; aliases are shared, never copied. */
sealed interface Tree {
  /** From 1. */
  int line();

  /** For people: "a list". */
  String what();

  /** One text; empty where nothing, {@code null} or {@code ~} is written. */
  record Scalar(int line, String text, boolean literal) implements Tree {
    @Override
    public String what() {
      return "one value";
    }
  }

  /** A sequence. */
  record Many(int line, List<Tree> items) implements Tree {
    @Override
    public String what() {
      return "a list";
    }
  }

  /** A mapping, in the order of the file. */
  record Named(int line, Map<String, Entry> entries) implements Tree {
    static final Named EMPTY = new Named(0, Map.of());

    @Override
    public String what() {
      return "a mapping";
    }
  }

  /** What a key holds; the line is the key's. */
  record Entry(int line, Tree value) {}

  /** True for {@code key:} with nothing behind it. */
  default boolean isEmpty() {
    return this instanceof Scalar scalar && scalar.text().isEmpty();
  }
}
