package homebox.controlplane.notify.webhook;

import homebox.controlplane.notify.Letter;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what there is to say into what somebody has written: {@code {{kind}}}, {@code {{title}}},
 * {@code {{text}}} and {@code {{services}}}, escaped for JSON. So nothing that a service is called
 * or says can end a string, a line or a header.
 */
record Template(Letter letter) {
  private static final Pattern PLACE = Pattern.compile("\\{\\{ *(kind|title|text|services) *}}");

  /**
   * A body. In JSON a place between quotes gets the text, and one outside of them a whole value,
   * with quotes of its own where it is a text; other bodies get the text.
   */
  String body(String written) {
    boolean json = isJson(written);
    var out = new StringBuilder();
    boolean quoted = !json;
    int from = 0;
    for (Matcher place = PLACE.matcher(written); place.find(); from = place.end()) {
      String before = written.substring(from, place.start());
      quoted = json ? quotedAfter(before, quoted) : quoted;
      String value = value(place.group(1));
      out.append(before).append(quoted ? inside(value) : value);
    }
    return out.append(written.substring(from)).toString();
  }

  /** A header's value: one line of ASCII, whatever it says. */
  String header(String written) {
    Matcher place = PLACE.matcher(written);
    return ascii(
        place.replaceAll(found -> Matcher.quoteReplacement(inside(value(found.group(1))))));
  }

  private static boolean isJson(String written) {
    try {
      Json.decodeValue(PLACE.matcher(written).replaceAll("0"));
      return true;
    } catch (DecodeException other) {
      return false;
    }
  }

  /** As a JSON value. */
  private String value(String name) {
    return switch (name) {
      case "kind" -> text(letter.gist().kind());
      case "title" -> text(letter.gist().title());
      case "text" -> text(letter.text());
      default -> GistJson.services(letter.gist()).encode();
    };
  }

  private static String text(String value) {
    return Json.encode(value);
  }

  /** What stands between the quotes of a text; a list becomes a text first. */
  private static String inside(String json) {
    String quoted = json.startsWith("\"") ? json : text(json);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Whether we are between quotes once this has been read. */
  private static boolean quotedAfter(String json, boolean quoted) {
    boolean in = quoted;
    for (int i = 0; i < json.length(); i++) {
      char each = json.charAt(i);
      if (each == '\\' && in) {
        i++;
      } else if (each == '"') {
        in = !in;
      }
    }
    return in;
  }

  /** What a header may not hold is written as JSON writes it. */
  private static String ascii(String text) {
    var out = new StringBuilder(text.length());
    for (char each : text.toCharArray()) {
      if (each >= ' ' && each < 0x7f) {
        out.append(each);
      } else {
        out.append(String.format("\\u%04x", (int) each));
      }
    }
    return out.toString();
  }
}
