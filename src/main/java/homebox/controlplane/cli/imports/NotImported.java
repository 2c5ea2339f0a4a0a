package homebox.controlplane.cli.imports;

import java.util.List;

/** What is wrong with a file that should be taken over: all of it. */
public final class NotImported extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  NotImported(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
    this.faults = List.copyOf(faults);
  }

  /** Each is {@code file: where: what — how to mend}. */
  public List<String> faults() {
    return faults;
  }
}
