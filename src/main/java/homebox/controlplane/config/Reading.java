package homebox.controlplane.config;

import homebox.controlplane.config.ConfigLoader.Source;
import java.util.List;
import java.util.Set;

/**
 * A configuration that could be read, and the way to read it again.
 *
 * @param keys what the keys outside of lists mean
 * @param files what was looked at
 * @param names of the files that said something, as they were given
 */
public record Reading(
    Source source, Settings settings, Effective keys, Footprint files, Set<String> names) {
  /** Copies the set. */
  public Reading {
    names = Set.copyOf(names);
  }

  /**
   * Reads the same source again. A file that is gone or empty now is a fault: whoever saves may not
   * be done, and nobody takes all services out by deleting a file. Blocks.
   *
   * @param known what was watched before keeps its id
   * @throws ConfigFaults with all that is wrong
   */
  public Reading again(List<Known> known) {
    return ConfigLoader.read(source, known, names);
  }

  /** What holds from now on where {@code running} is in force: keys marked ↻ wait for a restart. */
  public Reading after(Reading running) {
    return new Reading(
        source,
        settings.after(running.settings),
        new Effective(keys.live(), running.keys.fixed()),
        files,
        names);
  }
}
