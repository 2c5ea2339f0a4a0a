package homebox.controlplane.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process's environment and, behind it, {@code .env}. Empty is the same as not set. */
final class Environment {
  /** How faults name the process's environment. */
  static final String PROCESS = "environment";

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  /** A value, and where it stands. */
  record Given(String name, String text, String source, int line) {}

  private final Shelf shelf;
  private final Map<String, String> process;
  private final EnvFile file;
  private final Optional<Revision> shared;

  Environment(Shelf shelf, Map<String, String> process, EnvFile file) {
    this(shelf, process, file, Optional.empty());
  }

  /**
   * Of one of several hosts.
   *
   * @param shared what holds for all of them
   */
  Environment(Shelf shelf, Map<String, String> process, EnvFile file, Optional<Revision> shared) {
    this.shelf = shelf;
    this.process = process;
    this.file = file;
    this.shared = shared;
  }

  /** What holds for all hosts, where there are several: then this one does not say all keys. */
  Optional<Revision.Origin> shared() {
    return shared.map(Revision::origin);
  }

  /** The value of a name, if it is not empty. */
  Optional<Given> find(String name) {
    String text = process.getOrDefault(name, "");
    return text.isBlank() ? file.find(name) : Optional.of(new Given(name, text, PROCESS, 0));
  }

  /** Likewise, or what is in the file that {@code NAME_FILE} names. */
  Optional<Given> findSecret(String name, Spot spot) {
    Optional<Given> direct = find(name);
    Optional<Given> path = find(name + "_FILE");
    if (direct.isPresent() && path.isPresent()) {
      return nearer(direct.get(), path.get(), spot);
    }
    return direct.or(() -> path.flatMap(given -> content(given, spot.given(given))));
  }

  /** Replaces each {@code ${NAME}} and {@code ${NAME:-default}}; {@code $${} is a plain one. */
  String expand(String text, Spot spot) {
    return text.indexOf("${") < 0
        ? text
        : REFERENCE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(value(m, spot)));
  }

  /** All names that are set, sorted. */
  Set<String> names() {
    var names = new TreeSet<>(process.keySet());
    names.addAll(file.names());
    return names;
  }

  private String value(MatchResult reference, Spot spot) {
    String name = reference.group(1);
    if (name == null) {
      return "${";
    }
    String otherwise = reference.group(2) == null ? "" : reference.group(2);
    Optional<Given> given =
        find(name).or(() -> find(name + "_FILE").flatMap(f -> content(f, spot)));
    return given.map(Given::text).orElse(otherwise);
  }

  private Optional<Given> nearer(Given direct, Given path, Spot spot) {
    if (direct.source().equals(path.source())) {
      spot.given(path).fault("is set beside " + direct.name() + " — keep one of the two");
    }
    return direct.source().equals(PROCESS) ? Optional.of(direct) : content(path, spot.given(path));
  }

  private Optional<Given> content(Given path, Spot spot) {
    try {
      String text = shelf.read(path.text().strip()).strip();
      return Optional.of(new Given(path.name(), text, path.source(), path.line()))
          .filter(given -> !given.text().isEmpty());
    } catch (IllegalArgumentException unreadable) {
      String name = spot.path().equals(path.name()) ? "" : path.name() + ": ";
      spot.fault(name + "the file that it names " + unreadable.getMessage());
      return Optional.empty();
    }
  }
}
