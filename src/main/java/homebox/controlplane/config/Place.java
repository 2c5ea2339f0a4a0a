package homebox.controlplane.config;

import homebox.controlplane.config.ConfigLoader.Source;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that is read.
 *
 * @param folder relative paths start there
 * @param shown as it was named; empty: none
 * @param text its content
 * @param legacy it lies where the predecessor had it
 */
record Place(Path folder, String shown, String text, boolean legacy) {
  static final String OURS = "conf/control-plane.yaml";
  static final String PREDECESSORS = "config/config.yaml";
  static final String VARIABLE = "CONTROL_PLANE_CONFIG";

  /** Finds and reads it; what does not work is told. */
  static Place find(Source source, Shelf shelf, Environment environment, Findings findings) {
    if (source.file().isPresent()) {
      String shown = source.file().get().toString();
      return read(shelf, shown, new Spot(findings, environment, shown, 0, ""), "");
    }
    Optional<Environment.Given> named = environment.find(VARIABLE);
    if (named.isPresent()) {
      String shown = named.get().text().strip();
      Spot spot = new Spot(findings, environment, "", 0, "").given(named.get());
      return read(shelf, shown, spot, shown + " ");
    }
    return byHabit(shelf, environment, findings);
  }

  /** As it was named; empty: none. */
  Optional<String> named() {
    return Optional.of(shown).filter(name -> !name.isEmpty());
  }

  private static Place byHabit(Shelf shelf, Environment environment, Findings findings) {
    for (String shown : new String[] {OURS, PREDECESSORS}) {
      if (shelf.has(shown)) {
        return read(shelf, shown, new Spot(findings, environment, shown, 0, ""), "");
      }
    }
    return new Place(shelf.folder(), "", "", false);
  }

  private static Place read(Shelf shelf, String shown, Spot spot, String subject) {
    try {
      return new Place(shelf.folder(), shown, shelf.read(shown), shown.equals(PREDECESSORS));
    } catch (IllegalArgumentException unreadable) {
      spot.fault(subject + unreadable.getMessage());
      return new Place(shelf.folder(), shown, "", false);
    }
  }
}
