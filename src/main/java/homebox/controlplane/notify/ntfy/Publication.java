package homebox.controlplane.notify.ntfy;

import homebox.controlplane.config.Means;
import homebox.controlplane.notify.Cut;
import homebox.controlplane.notify.Letter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A letter as ntfy wants it: title, message, how loud, and an icon by its name. */
final class Publication {
  private static final int LOW = 2;
  private static final int MOST_TITLE = 250;

  /** What our icons are called there. */
  private static final Map<String, String> ICONS =
      Map.of(
          "🔴", "red_circle",
          "🟡", "yellow_circle",
          "⚠️", "warning",
          "🟢", "green_circle",
          "ℹ️", "information_source",
          "📊", "bar_chart");

  private Publication() {}

  static JsonObject of(Letter letter, Means.Ntfy means, int mostBytes) {
    String first = letter.firstLine();
    int space = first.indexOf(' ');
    String icon = space < 0 ? null : ICONS.get(first.substring(0, space));
    String title = icon == null ? first : first.substring(space + 1);
    String rest = letter.rest();
    var json =
        new JsonObject()
            .put("topic", means.topic())
            .put("title", title.substring(0, Cut.at(title, MOST_TITLE)))
            .put("message", shortened(rest.isEmpty() ? title : rest, mostBytes));
    if (icon != null) {
      json.put("tags", new JsonArray().add(icon));
    }
    if (letter.silent()) {
      json.put("priority", Math.min(LOW, means.priority().orElse(LOW)));
    } else {
      means.priority().ifPresent(priority -> json.put("priority", priority));
    }
    return json;
  }

  /** By bytes, with a last line that says so if it is not the whole. */
  private static String shortened(String text, int mostBytes) {
    if (bytes(text) <= mostBytes) {
      return text;
    }
    int end = text.length();
    while (bytes(text.substring(0, end)) > mostBytes - bytes(Cut.MARK)) {
      end = Cut.at(text, end - 1);
    }
    return text.substring(0, end) + Cut.MARK;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
