package homebox.controlplane.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code run}: watch continuously. */
@Command(
    name = "run",
    header = "Watches until SIGTERM or Ctrl-C. The default command.",
    exitCodeList = {
      "0:ended well",
      "1:could not start or end",
      "2:a mistake in usage or configuration, or the data is in use; nothing was started"
    },
    footer = "SIGHUP is heard.")
final class RunCommand implements Callable<Integer> {
  @ParentCommand private ControlPlane top;

  @Override
  public Integer call() {
    return new Run(top.files()).go();
  }
}
