package homebox.controlplane.notify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says for programs what a letter says for people. */
record Essence(Speech speech, Locale language) {
  Gist of(Kind kind, String title, List<Part> parts) {
    Map<String, Gist.Service> services = new LinkedHashMap<>();
    for (Part part : parts) {
      if (part.matter() instanceof Fact fact) {
        services.put(part.about(), service(part, fact)); // the last word counts
      }
    }
    boolean french = language.getLanguage().equals(Locale.FRENCH.getLanguage());
    return new Gist(
        kind.name(),
        title,
        french ? "fr" : "en",
        parts.stream().anyMatch(Part::possibleRepeat),
        List.copyOf(services.values()));
  }

  private Gist.Service service(Part part, Fact fact) {
    return new Gist.Service(
        part.about(),
        fact.service(),
        fact.group(),
        fact.level(),
        fact.at(),
        error(fact),
        part.incident());
  }

  /** What has ended is no error any more. */
  private Optional<String> error(Fact fact) {
    return fact.kind() == Kind.RECOVERY
        ? Optional.empty()
        : fact.seen().failure().map(speech::sentence);
  }
}
