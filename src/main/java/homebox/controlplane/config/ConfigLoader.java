package homebox.controlplane.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds and reads a configuration. */
public final class ConfigLoader {
  /**
   * Where to look.
   *
   * @param folder relative paths start here
   * @param file {@code --config}, if given; it must exist then
   * @param envFile {@code --env-file}; it must exist if it is given
   * @param environment the process's
   * @param shared what holds for all hosts, where there are several: of the file then only keys
   *     marked ↻ count
   */
  public record Source(
      Path folder,
      Optional<Path> file,
      Optional<Path> envFile,
      Map<String, String> environment,
      Optional<Revision> shared) {
    /** Of a host that goes by its own file. */
    public Source(
        Path folder, Optional<Path> file, Optional<Path> envFile, Map<String, String> environment) {
      this(folder, file, envFile, environment, Optional.empty());
    }

    /** The same place, by what holds for all. */
    Source by(Revision revision) {
      return new Source(folder, file, envFile, environment, Optional.of(revision));
    }

    /** The same place, by its own file. */
    Source alone() {
      return new Source(folder, file, envFile, environment);
    }
  }

  static final String DOT_ENV = ".env";

  private ConfigLoader() {}

  /**
   * Reads it.
   *
   * @throws ConfigFaults with all that is wrong
   */
  public static Settings load(Source source) {
    return read(source).settings();
  }

  /**
   * Reads it, so that it can be read again.
   *
   * @throws ConfigFaults with all that is wrong
   */
  public static Reading read(Source source) {
    return read(source, List.of(), new Shelf(source.folder(), Set.of()), Merging.Wish.NOTHING);
  }

  /**
   * Reads it again.
   *
   * @param known what was watched before keeps its id
   * @param shelf where the files are
   * @param wish what was added in the page
   */
  static Reading read(Source source, List<Former> known, Shelf shelf, Merging.Wish wish) {
    try {
      var findings = new Findings();
      Sheet sheet = sheet(source, shelf, findings);
      Merging.Merged merged = new Merging(sheet, known, wish).merge(findings);
      return new Reading(
          source,
          merged.meaning().settings(),
          Effective.of(merged.meaning().root()),
          shelf.footprint(),
          shelf.held(),
          merged.page(),
          shelf,
          sheet.place().named().map(named -> sheet.place().text()),
          findings.unused());
    } catch (ConfigFaults faults) {
      throw faults.in(shelf.footprint());
    }
  }

  /** What the files hold. */
  static Sheet sheet(Source source, Shelf shelf, Findings findings) {
    Optional<EnvFile> envFile = envFile(source, shelf, findings);
    var environment =
        new Environment(
            shelf, source.environment(), envFile.orElseGet(EnvFile::none), source.shared());
    Place place = Place.find(source, shelf, environment, findings);
    Tree.Named own = YamlTree.parse(place.shown(), place.text(), findings);
    return source
        .shared()
        .filter(revision -> !revision.text().equals(place.text()))
        .map(
            revision ->
                new Sheet(
                    source,
                    environment,
                    envFile,
                    place,
                    revision.shown(),
                    Shared.mixed(
                        Keys.ROOT,
                        YamlTree.parse(revision.shown(), revision.text(), findings),
                        own)))
        .orElseGet(() -> new Sheet(source, environment, envFile, place, place.shown(), own));
  }

  /** Where the configuration is looked for first, or would be written; relative to the folder. */
  public static Path place(Source source) {
    String named = source.environment().getOrDefault(Place.VARIABLE, "").strip();
    return source.file().orElseGet(() -> Path.of(named.isEmpty() ? Place.OURS : named));
  }

  private static Optional<EnvFile> envFile(Source source, Shelf shelf, Findings findings) {
    String shown = source.envFile().map(Path::toString).orElse(DOT_ENV);
    if (source.envFile().isEmpty() && !shelf.has(shown)) {
      return Optional.empty();
    }
    try {
      return Optional.of(EnvFile.parse(shown, shelf.read(shown), source.environment(), findings));
    } catch (IllegalArgumentException unreadable) {
      findings.fault(shown, 0, "", unreadable.getMessage());
      return Optional.empty();
    }
  }
}
