package homebox.controlplane.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code diagnose}: what is not as it should be. */
@Command(
    name = "diagnose",
    header = "Looks at everything that has to work, and says what to do where it does not.",
    exitCodeList = {"0:nothing must be mended", "1:something must", "2:a mistake in usage"},
    footer =
        "Java, files, configuration, database, disk, port, every channel and every service. It"
            + " changes nothing, tells nobody, and may be used beside a «run».")
final class DiagnoseCommand implements Callable<Integer> {
  @ParentCommand private ControlPlane top;

  @Option(names = "--json", description = "Answers as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    return new Diagnose(top.files(), Screen.ofProcess(), json).go();
  }
}
