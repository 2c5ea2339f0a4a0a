package homebox.controlplane.notify.bot;

import homebox.controlplane.config.Selectors;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.ShownNames;
import homebox.controlplane.config.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which services somebody means. */
final class Aim {
  static final String ALL = "*";

  private static final int MOST_WORDS = 30;
  private static final int MOST_LIKE_IT = 10;

  private final List<ServiceConfig> services;
  private final Selectors selectors;
  private final Map<String, String> written = new HashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();

  /** Among these, which have names that tell them apart ({@link ShownNames}) or not. */
  Aim(List<ServiceConfig> services) {
    this.services = ShownNames.of(services);
    this.selectors = new Selectors(services);
    for (ServiceConfig service : services) {
      note(service.name(), service.name());
      note(service.id(), service.id());
      if (!service.label().group().isEmpty()) {
        note("group:" + service.label().group(), "group:" + service.label().group());
      }
      service.label().tags().forEach(tag -> note("tag:" + tag, "tag:" + tag));
    }
    for (ServiceConfig shown : this.services) {
      note(shown.name(), shown.id());
      names.put(shown.name(), shown.id());
    }
    written.put(ALL, ALL);
  }

  /** All, with names that tell them apart. */
  List<ServiceConfig> services() {
    return services;
  }

  /** What was found. */
  sealed interface Found {}

  /**
   * Some services.
   *
   * @param selector means them, for an order
   * @param rest what was written behind it
   */
  record Chosen(List<ServiceConfig> services, String selector, String rest) implements Found {
    /** Copies the list. */
    public Chosen {
      services = List.copyOf(services);
    }
  }

  /** None; some have a name like it. */
  record Unknown(String said, List<String> like) implements Found {
    /** Copies the list. */
    public Unknown {
      like = List.copyOf(like);
    }
  }

  /** The longest beginning of {@code text} that means services, whole words alone. */
  Found of(String text) {
    String[] words = text.split(" ");
    for (int n = Math.min(words.length, MOST_WORDS); n > 0; n--) {
      String said = String.join(" ", List.of(words).subList(0, n));
      Optional<String> selector = selector(said);
      if (selector.isPresent()) {
        String rest = String.join(" ", List.of(words).subList(n, words.length));
        return new Chosen(chosen(selector.get()), selector.get(), rest);
      }
    }
    return new Unknown(text, like(text));
  }

  /** The same, and a part of one name alone is enough: for who only looks. */
  Found near(String text) {
    Found found = of(text);
    if (found instanceof Unknown unknown
        && unknown.like().size() == 1
        && contains(unknown.like().get(0), text)) {
      String id = names.get(unknown.like().get(0));
      return new Chosen(chosen(id), id, "");
    }
    return found;
  }

  private Optional<String> selector(String said) {
    return selectors.chosen(said).isEmpty()
        ? Optional.ofNullable(written.get(small(said)))
        : Optional.of(said);
  }

  private List<ServiceConfig> chosen(String selector) {
    return selectors.chosen(selector).stream().map(services::get).toList();
  }

  private List<String> like(String text) {
    var like = new ArrayList<String>();
    names.keySet().stream()
        .filter(name -> contains(name, text))
        .limit(MOST_LIKE_IT)
        .forEach(like::add);
    return like.isEmpty() ? near(text, List.copyOf(names.keySet())) : like;
  }

  private static List<String> near(String text, List<String> names) {
    return new Suggestion(names).near(text).map(List::of).orElse(List.of());
  }

  private static boolean contains(String name, String part) {
    return small(name).contains(small(part));
  }

  private void note(String said, String selector) {
    written.putIfAbsent(small(said), selector);
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
