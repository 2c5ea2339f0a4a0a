package homebox.controlplane.cli;

import picocli.CommandLine.Option;

/** What {@code run} takes besides files, be it named or not. */
final class RunOptions {
  @Option(
      names = "--init",
      description = "Write a commented configuration and .env.example, overwrite nothing, and end.")
  private boolean init;

  /** The exit code. */
  int go(FileOptions files) {
    return init ? new Init(files.source(), Screen.ofProcess()).go() : new Run(files).go();
  }
}
