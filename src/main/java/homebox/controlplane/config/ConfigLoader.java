package homebox.controlplane.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    var findings = new Findings();
    Optional<EnvFile> envFile = envFile(source, findings);
    var environment =
        new Environment(source.folder(), source.environment(), envFile.orElseGet(EnvFile::none));
    Place place = Place.find(source, environment, findings);
    Tree.Named tree = YamlTree.parse(place.shown(), place.text(), findings);
    Values root = Keys.ROOT.read(tree, new Spot(findings, environment, place.shown(), 0, ""));
    List<ServiceConfig> services = new ServicesReader(root).read();
    new WebCheck(root.or(Keys.WEB)).check();
    findings.throwIfAny();
    var remarks = new Remarks(place, envFile.map(EnvFile::shown), environment, root).all(services);
    Settings settings =
        new SettingsReader(root, environment, source.folder()).read(services, remarks);
    findings.throwIfAny();
    return settings;
  }

  /** Where the configuration is looked for first, or would be written; relative to the folder. */
  public static Path place(Source source) {
    String named = source.environment().getOrDefault(Place.VARIABLE, "").strip();
    return source.file().orElseGet(() -> Path.of(named.isEmpty() ? Place.OURS : named));
  }

  private static Optional<EnvFile> envFile(Source source, Findings findings) {
    String shown = source.envFile().map(Path::toString).orElse(DOT_ENV);
    Path path = source.folder().resolve(shown);
    if (source.envFile().isEmpty() && !Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(EnvFile.parse(shown, TextFile.read(path), source.environment(), findings));
    } catch (IllegalArgumentException unreadable) {
      findings.fault(shown, 0, "", unreadable.getMessage());
      return Optional.empty();
    }
  }
}
