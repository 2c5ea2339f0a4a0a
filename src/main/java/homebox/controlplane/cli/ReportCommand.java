package homebox.controlplane.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code report}: the status report, now. */
@Command(
    name = "report",
    header = "Asks every service, then sends the status report to the default channel.",
    exitCodeList = {
      "0:it was sent, or printed",
      "1:the channel did not take it",
      "2:a mistake in usage or configuration; nothing was asked"
    },
    footer =
        "The statistics are those of the last 24 hours, if there is a database; who is paused there"
            + " is not asked. Without a channel the report is printed.")
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private ControlPlane top;

  @Option(names = "--dry-run", description = "Prints it instead of sending it.")
  private boolean dry;

  @Override
  public Integer call() {
    return top.errand().run(tools -> new Report(tools, dry).send());
  }
}
