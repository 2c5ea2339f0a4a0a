package homebox.controlplane.testkit;

import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for a test, written as everybody writes them. */
public final class Configured {
  private Configured() {}

  /** What this file means where nothing else is set. */
  public static Settings by(String yaml) {
    try {
      Path folder = Files.createTempDirectory("configured");
      Path file = Files.writeString(folder.resolve("c.yaml"), yaml);
      try {
        return ConfigLoader.load(new Source(folder, Optional.of(file), Optional.empty(), Map.of()));
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The same, as it is said when it is taken in. */
  public static InForce inForce(String yaml, Instant at) {
    return new InForce(by(yaml), at, List.of());
  }
}
