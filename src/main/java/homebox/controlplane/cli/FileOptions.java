package homebox.controlplane.cli;

import homebox.controlplane.config.ConfigLoader.Source;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before its name or after it. */
final class FileOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "The configuration (default: conf/control-plane.yaml, or CONTROL_PLANE_CONFIG).")
  private Path config;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Variables that stand behind the environment's own (default: .env).")
  private Path envFile;

  /** Where to look for the configuration. */
  Source source() {
    return new Source(
        Path.of(""), Optional.ofNullable(config), Optional.ofNullable(envFile), System.getenv());
  }
}
