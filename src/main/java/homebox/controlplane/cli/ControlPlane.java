package homebox.controlplane.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The command line: without a command it runs. */
@Command(
    name = "control-plane",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = ControlPlane.Version.class,
    usageHelpAutoWidth = true,
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%n",
    header = "Watches services, remembers every check, and says when one goes down or comes back.",
    exitCodeList = {
      "0:well",
      "1:not well",
      "2:a mistake in usage or configuration; nothing was done"
    },
    footer = "Without a command it runs. «control-plane help COMMAND» says more about one.",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      ReportCommand.class,
      DiagnoseCommand.class,
      NotifyTestCommand.class,
      BackupCommand.class,
      ImportCommand.class,
      HashPasswordCommand.class,
      HelpCommand.class
    })
public final class ControlPlane implements Callable<Integer> {
  @Mixin private FileOptions files = new FileOptions();
  @Mixin private RunOptions options = new RunOptions();

  /**
   * Does what the arguments say.
   *
   * @return the exit code: 0 well, 1 not, 2 a mistake in usage or configuration
   */
  public static int execute(String... arguments) {
    if (arguments.length == 0) { // most starts: nobody waits until all commands are known
      return new Run(new FileOptions()).go();
    }
    var screen = Screen.ofProcess();
    return new CommandLine(new ControlPlane())
        .setOut(new PrintWriter(screen.out(), true, UTF_8))
        .setErr(new PrintWriter(screen.err(), true, UTF_8))
        .setParameterExceptionHandler(new Misuse())
        .execute(arguments);
  }

  /** Runs, as if the command had been given. */
  @Override
  public Integer call() {
    return options.go(files);
  }

  /** What was said of files, before the command's name or after it. */
  FileOptions files() {
    return files;
  }

  /** Something to do for a command that ends by itself. */
  Errand errand() {
    return new Errand(files, Screen.ofProcess());
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
