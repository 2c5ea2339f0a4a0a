package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigFaults extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int NAMED = 10;

  private final transient List<String> faults;
  private final transient List<Fault> details;
  private final transient Footprint files;

  /** Each fault is {@code file:line: path: what — how to mend}. */
  public ConfigFaults(List<String> faults) {
    this(faults, List.of(), new Footprint(Map.of()));
  }

  private ConfigFaults(List<String> faults, List<Fault> details, Footprint files) {
    super(String.join(System.lineSeparator(), faults));
    this.faults = List.copyOf(faults);
    this.details = List.copyOf(details);
    this.files = files;
  }

  /** These, and so many that are not named. */
  static ConfigFaults of(List<Fault> named, int more) {
    var texts = new ArrayList<>(named.stream().map(Fault::text).toList());
    if (more > 0) {
      texts.add("… and " + more + " more — mend these first");
    }
    return new ConfigFaults(texts, named, new Footprint(Map.of()));
  }

  /** The same, of these files. */
  ConfigFaults in(Footprint looked) {
    return new ConfigFaults(faults, details, looked);
  }

  /** Each with its place. */
  public List<Fault> details() {
    return details;
  }

  /** The first of them in one line, for the log. */
  public String line() {
    int more = faults.size() - NAMED;
    String named = String.join("; ", faults.subList(0, Math.min(NAMED, faults.size())));
    return faults.size() + " to mend: " + named + (more > 0 ? "; and " + more + " more" : "");
  }

  /** What was looked at. */
  public Footprint files() {
    return files;
  }

  /** All of them, in the order of the file. */
  public List<String> faults() {
    return faults;
  }
}
