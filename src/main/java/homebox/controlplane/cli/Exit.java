package homebox.controlplane.cli;

/** The exit codes. */
final class Exit {
  /** Done, and well. */
  static final int WELL = 0;

  /** Done or tried, and not well. */
  static final int NOT = 1;

  /** Nothing was done: a mistake in usage or configuration. */
  static final int MISTAKE = 2;

  private Exit() {}
}
