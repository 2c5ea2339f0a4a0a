package homebox.controlplane.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code check}: ask once, and say what came of it. */
@Command(
    name = "check",
    header = "Asks each service once, with its retries. Stores nothing and tells nobody.",
    exitCodeList = {
      "0:all are UP or SLOW",
      "1:something is DOWN",
      "2:a mistake in usage or configuration; nothing was asked"
    },
    footer = "May be used beside a «run».")
final class CheckCommand implements Callable<Integer> {
  @ParentCommand private ControlPlane top;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "A name, an id, group:NAME, tag:NAME or * (default: all that are enabled).")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Answers as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    return top.errand().run(tools -> new Check(tools, json).of(names));
  }
}
