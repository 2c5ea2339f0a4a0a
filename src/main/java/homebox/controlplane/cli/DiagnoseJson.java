package homebox.controlplane.cli;

import homebox.controlplane.cli.diagnose.Item;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** A diagnosis for programs. */
final class DiagnoseJson {
  /** What was seen of a section. */
  record Seen(String section, List<Item> items) {}

  private DiagnoseJson() {}

  static String of(List<Seen> seen, boolean well) {
    var items = new JsonArray();
    for (Seen each : seen) {
      each.items().forEach(item -> items.add(item(each.section(), item)));
    }
    return new JsonObject().put("ok", well).put("checks", items).encodePrettily();
  }

  /** {@code ok} is null of what is only to be known. */
  private static JsonObject item(String section, Item item) {
    return new JsonObject()
        .put("area", section.toLowerCase(Locale.ROOT))
        .put("ok", item.mark() == Item.Mark.NOTE ? null : item.mark() == Item.Mark.WELL)
        .put("what", item.what())
        .put("mend", item.mend().isEmpty() ? null : String.join("\n", item.mend()));
  }
}
