package homebox.controlplane.web;

import homebox.controlplane.config.Addition;
import homebox.controlplane.config.Fault;
import homebox.controlplane.config.Inventory.Item;
import homebox.controlplane.config.PageSight;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How settings and what is wrong with them are written. */
record SettingsForm(ServiceView view) {
  static final String WRONG = "It cannot be so; faults says what is wrong where, all at once.";
  static final String NEEDED =
      "Something else would not hold any more; faults says what. Change that first.";

  JsonObject of(Item item, Optional<String> file) {
    Optional<Addition> added = item.added();
    return new JsonObject()
        .put("origin", added.isPresent() ? "page" : "file")
        .put("file", added.isPresent() ? null : file.orElse(null))
        .put("id", item.id())
        .put("name", item.name())
        .put("group", item.group().isEmpty() ? null : item.group())
        .put("version", added.map(Addition::version).orElse(null))
        .put("by", added.map(Addition::by).orElse(null))
        .put("at", view.time(added.map(Addition::at)))
        .put("outdone", item.outdone())
        .mergeIn(faults(item.faults()))
        .put("entry", item.entry());
  }

  static JsonObject sight(PageSight page) {
    return new JsonObject().put("known", page.known()).put("why", page.why().orElse(null));
  }

  static JsonObject faults(List<Fault> faults) {
    var all = new JsonArray();
    for (Fault fault : faults) {
      boolean ofPage = fault.source().equals(Addition.SOURCE);
      String place = fault.line() > 0 ? fault.source() + ":" + fault.line() : fault.source();
      all.add(
          new JsonObject()
              .put("path", ofPage ? fault.path() : place + ": " + fault.path())
              .put("what", fault.trouble())
              .put("mend", fault.mend()));
    }
    return new JsonObject().put("faults", all);
  }

  static String ofFile(Optional<String> file) {
    return file.map(name -> "It stands in " + name + ": change it there.")
        .orElse(
            "It is watched because no configuration file says otherwise: write conf/control-plane.yaml"
                + " to change that.");
  }

  static JsonObject file(Optional<String> file) {
    return new JsonObject().put("file", file.orElse(null));
  }

  String stale(Addition now) {
    return "It was changed by "
        + now.by()
        + " at "
        + view.time(Optional.of(now.at()))
        + ": look at it again.";
  }

  JsonObject who(Addition now) {
    return new JsonObject()
        .put("version", now.version())
        .put("by", now.by())
        .put("at", view.time(Optional.of(now.at())));
  }

  static String place(Addition entry) {
    String id = URLEncoder.encode(entry.id(), StandardCharsets.UTF_8).replace("+", "%20");
    return "/api/v1/settings/" + entry.kind().list() + "/" + id;
  }

  static String cursor(Item item) {
    return (item.added().isPresent() ? "page:" : "file:") + item.id();
  }

  /** True if that stands in its name, its group, its id or a tag; {@code text} in small letters. */
  static boolean speaksOf(Item item, String text) {
    Object tags = item.written().getOrDefault("tags", "");
    return text.isEmpty()
        || (item.name() + "\n" + item.group() + "\n" + item.id() + "\n" + tags)
            .toLowerCase(Locale.ROOT)
            .contains(text);
  }
}
