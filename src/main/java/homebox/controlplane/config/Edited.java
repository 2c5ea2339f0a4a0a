package homebox.controlplane.config;

import java.util.List;
import java.util.Optional;

/** What came of an {@link Edit}. */
public sealed interface Edited {
  /**
   * It holds.
   *
   * @param entry as it is now, or was last
   */
  record Done(Addition entry) implements Edited {}

  /**
   * Nothing was changed, for it cannot be so.
   *
   * @param faults all of them, with paths inside the entry
   */
  record Wrong(List<Fault> faults) implements Edited {
    /** Copies the list. */
    public Wrong {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Nothing was changed, for something else would not hold any more.
   *
   * @param faults all of them, with whole paths
   */
  record Needed(List<Fault> faults) implements Edited {
    /** Copies the list. */
    public Needed {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Nothing was changed: it stands in the file, and is changed there.
   *
   * @param file as it was named; empty: there is none, it is watched by default
   */
  record OfFile(Optional<String> file) implements Edited {}

  /** Nothing was changed: there is none of that name. */
  record Missing() implements Edited {}

  /** Nothing was changed: somebody else did that since it was looked at. */
  record Stale(Addition now) implements Edited {}
}
