package homebox.controlplane.config;

import java.util.List;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigFaults extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  /** Each fault is {@code file:line: path: what — how to mend}. */
  public ConfigFaults(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
    this.faults = List.copyOf(faults);
  }

  /** All of them, in the order of the file. */
  public List<String> faults() {
    return faults;
  }
}
