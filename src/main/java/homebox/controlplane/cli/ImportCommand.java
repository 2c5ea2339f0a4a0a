package homebox.controlplane.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code import}: what another program had as its configuration. */
@Command(
    name = "import",
    header = "Prints what stands in another program's file as a configuration of ours.",
    exitCodeList = {
      "0:it was printed, or written",
      "1:it could not be written",
      "2:a mistake in usage, or in the file; nothing was written"
    },
    footer =
        "Secrets are not repeated: they stay in the environment, and are named. What was not taken"
            + " over is said in comments.")
final class ImportCommand implements Callable<Integer> {
  @ParentCommand private ControlPlane top;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "homebox (homebox.json, neron.json) or dotenv (a .env).")
  private String kind;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Where it lies; of homebox several may be named.")
  private List<Path> from;

  @Option(
      names = "--write",
      description = "Writes conf/control-plane.yaml (or --config), if it is not there yet.")
  private boolean write;

  @Override
  public Integer call() {
    return new Import(top.files().source(), Screen.ofProcess()).go(kind, from, write);
  }
}
