package homebox.controlplane.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The command line: without a command it runs. */
@Command(
    name = "control-plane",
    description =
        "Watches services, remembers every check and says when one goes down or comes back.",
    mixinStandardHelpOptions = true,
    versionProvider = ControlPlane.Version.class,
    subcommands = RunCommand.class,
    usageHelpAutoWidth = true)
public final class ControlPlane implements Callable<Integer> {
  @Mixin private FileOptions files = new FileOptions();

  /**
   * Does what the arguments say.
   *
   * @return the exit code: 0 well, 1 not, 2 a mistake in usage or configuration
   */
  public static int execute(String... arguments) {
    return new CommandLine(new ControlPlane()).execute(arguments);
  }

  /** Runs, as if the command had been given. */
  @Override
  public Integer call() {
    return new Run(files).go();
  }

  /** This version's name, such as {@code 0.1.0}. */
  static String version() {
    try (InputStream in = ControlPlane.class.getResourceAsStream("/control-plane.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException broken) {
      throw new UncheckedIOException("unreadable resource control-plane.properties", broken);
    }
  }

  /** For {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"control-plane " + version()};
    }
  }
}
