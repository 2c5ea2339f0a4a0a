package homebox.controlplane.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes the {@code html`…`} templates out of a module of the page, those inside each other too.
 * Knows strings and comments; a regular expression that holds a quote would mislead it.
 */
public final class Templates {
  /** Stands for an expression: {@code ${…}}. */
  public static final char HOLE = '\u0001';

  private final String source;
  private final List<String> found = new ArrayList<>();
  private final Deque<Place> places = new ArrayDeque<>();
  private int at;

  /** Code (no text), or a template and what it says so far. */
  private static final class Place {
    private final StringBuilder text;
    private final boolean html;
    private int braces;

    Place(boolean template, boolean html) {
      this.text = template ? new StringBuilder() : null;
      this.html = html;
    }
  }

  private Templates(String source) {
    this.source = source;
  }

  /** Their texts, with {@link #HOLE} for each expression. */
  public static List<String> of(String source) {
    var all = new Templates(source);
    all.places.push(new Place(false, false));
    while (all.at < source.length()) {
      all.step();
    }
    return all.found;
  }

  private void step() {
    Place place = places.peek();
    if (place.text != null) {
      template(place);
    } else if (source.startsWith("//", at)) {
      skipTo("\n");
    } else if (source.startsWith("/*", at)) {
      skipTo("*/");
    } else {
      code(place, source.charAt(at));
    }
  }

  private void code(Place place, char each) {
    at++;
    switch (each) {
      case '\'', '"' -> string(each);
      case '`' -> places.push(new Place(true, source.substring(0, at - 1).endsWith("html")));
      case '{' -> place.braces++;
      case '}' -> {
        if (place.braces-- == 0) {
          places.pop();
        }
      }
      default -> {}
    }
  }

  private void template(Place place) {
    if (source.startsWith("${", at)) {
      place.text.append(HOLE);
      places.push(new Place(false, false));
      at += 2;
    } else if (source.charAt(at) == '`') {
      if (place.html) {
        found.add(place.text.toString());
      }
      places.pop();
      at++;
    } else {
      place.text.append(source.charAt(at));
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
  }

  private void string(char quote) {
    while (at < source.length() && source.charAt(at) != quote) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skipTo(String end) {
    int next = source.indexOf(end, at);
    at = next < 0 ? source.length() : next + end.length();
  }
}
