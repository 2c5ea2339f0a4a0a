package homebox.controlplane.config;

import java.util.List;

/**
 * What was added in the page, as a reading has found it.
 *
 * @param all also what is left out
 * @param leftOut what does not hold
 */
public record PageEntries(Additions all, List<LeftOut> leftOut) {
  static final PageEntries NONE = new PageEntries(Additions.NONE, List.of());

  /** Copies the list. */
  public PageEntries {
    leftOut = List.copyOf(leftOut);
  }

  /**
   * One that does not hold.
   *
   * @param faults why; none: the file has one of that name, and the file wins
   */
  public record LeftOut(Addition entry, List<Fault> faults) {
    /** Copies the list. */
    public LeftOut {
      faults = List.copyOf(faults);
    }

    /** For the log. */
    public String line() {
      return faults.isEmpty()
          ? entry.place()
              + " was added in the page, and the configuration file has one of that name: the file"
              + " wins — remove one of the two"
          : entry.place()
              + " was added in the page and cannot be used now: "
              + faults.get(0).text();
    }
  }

  boolean leavesOut(Addition entry) {
    return leftOut.stream().anyMatch(each -> each.entry().is(entry.kind(), entry.id()));
  }
}
