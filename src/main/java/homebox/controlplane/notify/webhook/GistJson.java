package homebox.controlplane.notify.webhook;

import homebox.controlplane.notify.Gist;
import homebox.controlplane.notify.Letter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Our own body; what is not known is null, so that every key is always there. */
final class GistJson {
  private GistJson() {}

  static JsonObject of(Letter letter) {
    Gist gist = letter.gist();
    return new JsonObject()
        .put("kind", gist.kind())
        .put("title", gist.title())
        .put("text", letter.text())
        .put("language", gist.language())
        .put("possible_repeat", gist.possibleRepeat())
        .put("services", services(gist));
  }

  static JsonArray services(Gist gist) {
    var all = new JsonArray();
    gist.services().forEach(service -> all.add(service(service)));
    return all;
  }

  private static JsonObject service(Gist.Service service) {
    return new JsonObject()
        .put("id", service.id())
        .put("name", service.name())
        .put("group", service.group().isEmpty() ? null : service.group())
        .put("state", service.state())
        .put("since", service.since().toString())
        .put("error", service.error().orElse(null))
        .put("incident", service.incident().orElse(null));
  }
}
