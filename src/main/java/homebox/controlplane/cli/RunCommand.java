package homebox.controlplane.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}: watch continuously. */
@Command(
    name = "run",
    description = "Watches continuously (the default command).",
    mixinStandardHelpOptions = true,
    versionProvider = ControlPlane.Version.class)
final class RunCommand implements Callable<Integer> {
  @Mixin private FileOptions files = new FileOptions();

  @Override
  public Integer call() {
    return new Run(files).go();
  }
}
