package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several values: a list, or one alone; in the environment with commas between. */
record ListOf<T>(Word<T> item) implements Shape<List<T>> {
  @Override
  public Optional<List<T>> read(Tree tree, Spot spot) {
    if (tree instanceof Tree.Many many) {
      return Optional.of(items(many.items(), spot));
    }
    if (tree instanceof Tree.Scalar scalar && scalar.literal() && scalar.text().contains(",")) {
      return Optional.of(parts(scalar, spot));
    }
    return item.read(tree, spot).map(List::of);
  }

  @Override
  public String expects() {
    return item.expects() + ", or a list of such";
  }

  @Override
  public boolean isText() {
    return true;
  }

  private List<T> items(List<Tree> items, Spot spot) {
    var all = new ArrayList<T>();
    for (int i = 0; i < items.size(); i++) {
      item.read(items.get(i), spot.item(i, items.get(i).line())).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  private List<T> parts(Tree.Scalar scalar, Spot spot) {
    var all = new ArrayList<T>();
    for (String part : scalar.text().split(",")) {
      item.read(new Tree.Scalar(scalar.line(), part.strip(), true), spot).ifPresent(all::add);
    }
    return List.copyOf(all);
  }
}
