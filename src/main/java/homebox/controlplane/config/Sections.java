package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of mappings with keys of their own. */
record Sections(Table table) implements Shape<List<Values>> {
  @Override
  public Optional<List<Values>> read(Tree tree, Spot spot) {
    if (tree.isEmpty()) {
      return Optional.empty();
    }
    if (!(tree instanceof Tree.Many many)) {
      spot.fault("is " + tree.what() + " — write " + expects());
      return Optional.empty();
    }
    var all = new ArrayList<Values>();
    for (int i = 0; i < many.items().size(); i++) {
      Tree item = many.items().get(i);
      item(item, spot.item(i, item.line())).ifPresent(all::add);
    }
    return Optional.of(all);
  }

  @Override
  public String expects() {
    return "a list, each item begun with \"- \" and keys such as name";
  }

  private Optional<Values> item(Tree item, Spot at) {
    if (item instanceof Tree.Named named) {
      return Optional.of(table.read(named, at));
    }
    at.fault(
        "is "
            + (item.isEmpty() ? "empty" : item.what())
            + " — write keys such as name: after \"- \"");
    return Optional.empty();
  }
}
