package homebox.controlplane.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns JSON into the {@link Tree} that the same would be in a file, and back. What looks like
 * {@code ${NAME}} stays a text: nobody reads the environment through the page.
 */
final class JsonTree {
  private JsonTree() {}

  /** An object's keys; what lies too deep is told and left out. */
  static Tree.Named named(Map<String, ?> object, Spot spot) {
    return named(object, spot, 1);
  }

  private static Tree.Named named(Map<?, ?> object, Spot spot, int depth) {
    var entries = new LinkedHashMap<String, Tree.Entry>();
    object.forEach(
        (name, value) ->
            entries.put(String.valueOf(name), new Tree.Entry(0, tree(value, spot, depth + 1))));
    return new Tree.Named(0, entries);
  }

  private static Tree tree(Object value, Spot spot, int depth) {
    if (depth > YamlTree.DEEPEST) {
      spot.fault("is nested too deeply — write it as in the documentation");
      return text("");
    }
    if (value instanceof Map<?, ?> object) {
      return named(object, spot, depth);
    }
    if (value instanceof List<?> list) {
      var items = new ArrayList<Tree>();
      list.forEach(item -> items.add(tree(item, spot, depth + 1)));
      return new Tree.Many(0, items);
    }
    return text(value == null ? "" : plain(value));
  }

  private static String plain(Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return new BigDecimal(number.toString()).toPlainString();
    }
    return value.toString();
  }

  /** {@code $${} is how a file writes what is no reference. */
  static Tree.Scalar text(String text) {
    return new Tree.Scalar(0, text.replace("${", "$${"), false);
  }

  /** As a file has it, unexpanded: maps, lists and texts. */
  static Object json(Tree tree) {
    if (tree instanceof Tree.Named named) {
      var object = new LinkedHashMap<String, Object>();
      named.entries().forEach((name, entry) -> object.put(name, json(entry.value())));
      return object;
    }
    if (tree instanceof Tree.Many many) {
      return new ArrayList<>(many.items().stream().map(JsonTree::json).toList());
    }
    return ((Tree.Scalar) tree).text();
  }
}
