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
   */
  public record Source(
      Path folder, Optional<Path> file, Optional<Path> envFile, Map<String, String> environment) {}

  private static final String DOT_ENV = ".env";

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
    return read(source, List.of(), Set.of());
  }

  /**
   * Reads it again.
   *
   * @param known what was watched before keeps its id
   * @param used files that must not be missing now, nor empty
   */
  static Reading read(Source source, List<Former> known, Set<String> used) {
    var shelf = new Shelf(source.folder(), used);
    try {
      return read(source, known, shelf);
    } catch (ConfigFaults faults) {
      throw new ConfigFaults(faults.faults(), shelf.footprint());
    }
  }

  private static Reading read(Source source, List<Former> known, Shelf shelf) {
    var findings = new Findings();
    Optional<EnvFile> envFile = envFile(source, shelf, findings);
    var environment =
        new Environment(shelf, source.environment(), envFile.orElseGet(EnvFile::none));
    Place place = Place.find(source, shelf, environment, findings);
    Tree.Named tree = YamlTree.parse(place.shown(), place.text(), findings);
    Values root = Keys.ROOT.read(tree, new Spot(findings, environment, place.shown(), 0, ""));
    List<ServiceConfig> services = new ServicesReader(root, known).read();
    new WebCheck(root.or(Keys.WEB)).check();
    findings.throwIfAny();
    var remarks = new Remarks(place, envFile.map(EnvFile::shown), environment, root).all(services);
    Settings settings =
        new SettingsReader(root, environment, source.folder())
            .read(place.named(), services, remarks);
    findings.throwIfAny();
    return new Reading(source, settings, Effective.of(root), shelf.footprint(), shelf.held());
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
