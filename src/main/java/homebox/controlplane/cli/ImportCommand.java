package homebox.controlplane.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code import}: what another program had as its configuration, and our own history. */
@Command(
    name = "import",
    header = {
      "Prints what stands in another program's file as a configuration of ours, or brings our own"
          + " history from a file into a PostgreSQL."
    },
    exitCodeList = {
      "0:it was printed, written or brought over",
      "1:it could not be; nothing was written",
      "2:a mistake in usage or configuration, in the file, or in the PostgreSQL that is named;"
          + " nothing was written"
    },
    footer = {
      "Secrets are not repeated: they stay in the environment, and are named. What was not taken"
          + " over is said in comments.",
      "",
      "«import control-plane data/history.db»: stop «run», set database_url, call this, start «run»."
          + " All goes over or nothing; the file is not changed."
    })
final class ImportCommand implements Callable<Integer> {
  @ParentCommand private ControlPlane top;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description =
          "homebox (homebox.json, neron.json), dotenv (a .env), or control-plane (our history.db"
              + " into the PostgreSQL of database_url).")
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
    return new Import(top.files().source(), Screen.ofProcess(), top.errand()).go(kind, from, write);
  }
}
