package homebox.controlplane.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code run}: watch continuously. */
@Command(
    name = "run",
    header = "Watches until SIGTERM or Ctrl-C. The default command.",
    exitCodeList = {
      "0:ended well",
      "1:could not start or end, or --init could not write",
      "2:a mistake in usage or configuration, the data is in use, or --init found a configuration"
    },
    footer = "A changed configuration is read again by itself, and at SIGHUP.")
final class RunCommand implements Callable<Integer> {
  @ParentCommand private ControlPlane top;
  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    return options.go(top.files());
  }
}
