package homebox.controlplane.config;

import java.util.Optional;

/** A mapping with keys of its own. */
record Nested(Table table) implements Shape<Values> {
  @Override
  public Optional<Values> read(Tree tree, Spot spot) {
    if (tree instanceof Tree.Named named) {
      return Optional.of(table.read(named, spot));
    }
    if (!tree.isEmpty()) {
      spot.fault("is " + tree.what() + " — write " + expects());
    }
    return absent(spot);
  }

  @Override
  public Optional<Values> absent(Spot spot) {
    return spot.isFixed() ? Optional.of(table.read(Tree.Named.EMPTY, spot)) : Optional.empty();
  }

  @Override
  public String expects() {
    return "its keys below it, indented: " + String.join(", ", table.keys().keySet());
  }
}
