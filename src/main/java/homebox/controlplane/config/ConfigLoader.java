package homebox.controlplane.config;

import java.nio.file.Path;
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

  private ConfigLoader() {}

  /**
   * Reads it.
   *
   * @throws ConfigFaults with all that is wrong
   */
  public static Settings load(Source source) {
    throw new UnsupportedOperationException("not written yet: " + source);
  }
}
