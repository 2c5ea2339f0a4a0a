package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what is wrong, and what is set but not used yet, while a configuration is read. */
final class Findings {
  private static final int MOST_FAULTS = 1_000;
  private static final int MOST_STEPS = 4_000_000;

  private final List<Fault> faults = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private final Set<String> notYet = new LinkedHashSet<>();
  private final Set<String> unused = new TreeSet<>();
  private final Set<Secret> secrets = new HashSet<>();
  private int faultCount;
  private int steps;

  /**
   * Keeps a fault.
   *
   * @param line 0: there are no lines
   * @param path empty: the source as a whole
   */
  void fault(String source, int line, String path, String what) {
    if (++faultCount > MOST_FAULTS) {
      return;
    }
    if (!sources.contains(source)) {
      sources.add(source);
    }
    faults.add(new Fault(source, line, path, what));
  }

  /** Counts a value that is looked at, so that aliases of aliases end. */
  void step(String source, int line) {
    if (++steps > MOST_STEPS) {
      fault(source, line, "", "is too much once its aliases are written out — use fewer aliases");
      throwIfAny();
    }
  }

  void notYet(String path) {
    notYet.add(path);
  }

  /** A name in the environment that says something else than what holds for all hosts. */
  void unused(String variable) {
    unused.add(variable);
  }

  /** Those, sorted. */
  Set<String> unused() {
    return unused;
  }

  /** Keeps what nobody may see. */
  void secret(Secret secret) {
    secrets.add(secret);
  }

  Set<Secret> secrets() {
    return secrets;
  }

  /** Paths in order; what lies below another one is left out. */
  List<String> notYet() {
    return notYet.stream().filter(path -> !hasAncestor(path)).toList();
  }

  void throwIfAny() {
    if (faults.isEmpty()) {
      return;
    }
    var sorted = new ArrayList<>(faults);
    sorted.sort(
        Comparator.<Fault>comparingInt(fault -> sources.indexOf(fault.source()))
            .thenComparingInt(Fault::line));
    throw ConfigFaults.of(sorted, Math.max(0, faultCount - MOST_FAULTS));
  }

  private boolean hasAncestor(String path) {
    for (int i = 1; i < path.length(); i++) {
      boolean end = path.charAt(i) == '.' || path.charAt(i) == '[';
      if (end && notYet.contains(path.substring(0, i))) {
        return true;
      }
    }
    return false;
  }
}
