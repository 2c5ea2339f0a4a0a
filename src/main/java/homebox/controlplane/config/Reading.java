package homebox.controlplane.config;

import homebox.controlplane.config.ConfigLoader.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A configuration that could be read, and the way to read it again.
 *
 * @param keys what the keys outside of lists mean
 * @param files what was looked at
 * @param names of the files that said something, as they were given
 * @param page what was added in the page
 * @param shelf where the files are, and what they held
 * @param own what this host's own file says, as written; empty: it has none
 * @param unused variables of the environment that say something else than what all hosts share
 */
public record Reading(
    Source source,
    Settings settings,
    Effective keys,
    Footprint files,
    Set<String> names,
    PageEntries page,
    Shelf shelf,
    Optional<String> own,
    Set<String> unused) {
  private static final String NO_FILE =
      "there is no configuration file here that could hold for all hosts — write "
          + Place.OURS
          + ", or go on with the one that they share";

  /** Copies the sets. */
  public Reading {
    names = Set.copyOf(names);
    unused = Set.copyOf(unused);
  }

  /**
   * Reads the same source again, and what was added in the page as it is. A file that is gone or
   * empty now is a fault: whoever saves may not be done, and nobody takes all services out by
   * deleting a file. Where hosts share one, it is this one's own that is read, to be theirs.
   * Blocks.
   *
   * @param known what was watched before keeps its id
   * @throws ConfigFaults with all that is wrong
   */
  public Reading again(List<Former> known) {
    var now = new Shelf(source.folder(), names);
    if (source.shared().isEmpty()) {
      return ConfigLoader.read(source, known, now, same());
    }
    Reading alone = ConfigLoader.read(source.alone(), List.of(), now, Merging.Wish.NOTHING);
    Revision offered = alone.offer().orElseThrow(() -> new ConfigFaults(List.of(NO_FILE)));
    return ConfigLoader.read(source.by(offered), known, alone.shelf.again(), same());
  }

  /**
   * The same after its files have changed: where hosts share one and this one's own says what it
   * said, only what stands beside it counts.
   *
   * @param known what was watched before keeps its id
   * @throws ConfigFaults with all that is wrong
   */
  public Reading changed(List<Former> known) {
    Reading now = again(known);
    return source
        .shared()
        .filter(revision -> now.own.equals(own))
        .map(revision -> by(revision, known))
        .orElse(now);
  }

  /**
   * By what holds for all hosts, and this one's files as they are now, or else as they were read.
   * Blocks.
   *
   * @param known what was watched before keeps its id
   * @throws ConfigFaults with all that is wrong
   */
  public Reading by(Revision revision, List<Former> known) {
    try {
      var now = new Shelf(source.folder(), Set.of());
      return ConfigLoader.read(source.by(revision), known, now, same());
    } catch (ConfigFaults faults) {
      try {
        return ConfigLoader.read(source.by(revision), known, shelf.again(), same());
      } catch (ConfigFaults before) {
        throw faults;
      }
    }
  }

  /** What this host's own file would say to all of them; empty: it has none, or says nothing. */
  public Optional<Revision> offer() {
    return own.filter(text -> !text.isBlank())
        .flatMap(text -> settings.cluster().map(ours -> Revision.of(ours.node(), text, settings)));
  }

  /** Names what this host's own file says; empty: it has none. */
  public String hash() {
    return Revision.hash(own);
  }

  private Merging.Wish same() {
    return Merging.Wish.of(page.all(), page::leavesOut);
  }

  /**
   * The same files as they were read. Blocks.
   *
   * @param known what was watched before keeps its id
   * @throws ConfigFaults with all that is wrong
   */
  public Reading met(List<Former> known) {
    return ConfigLoader.read(source, known, shelf.again(), same());
  }

  /**
   * The same files as they were read, and what was added in the page as it is from now on. Who was
   * left out before may be so again. Blocks.
   *
   * @param known what was watched before keeps its id
   * @throws ConfigFaults with all that is wrong
   */
  public Reading with(Additions added, List<Former> known) {
    Set<Addition> before = Set.copyOf(page.all().all());
    Predicate<Addition> fresh = each -> !before.contains(each);
    Predicate<Addition> still = each -> page.leavesOut(each) && !fresh.test(each);
    return ConfigLoader.read(source, known, shelf.again(), new Merging.Wish(added, still, fresh));
  }

  /** Likewise, but whoever of them is at fault is left out. Never fails. Blocks. */
  public Reading withWhatFits(Additions added, List<Former> known) {
    return ConfigLoader.read(source, known, shelf.again(), Merging.Wish.of(added, each -> true));
  }

  /** True if somebody here may be one of those under another id, so that it is to be read again. */
  public boolean meets(List<Former> former) {
    Map<List<String>, String> ids = new HashMap<>();
    settings
        .services()
        .forEach(each -> ids.put(List.of(each.label().group(), each.name()), each.id()));
    Set<String> here = Set.copyOf(ids.values());
    return former.stream()
        .anyMatch(
            each -> {
              String id = ids.get(List.of(each.group(), each.name()));
              boolean renamed = id == null && each.watched() && !here.contains(each.id());
              return renamed || id != null && !id.equals(each.id());
            });
  }

  /** What holds from now on where {@code running} is in force: keys marked ↻ wait for a restart. */
  public Reading after(Reading running) {
    return new Reading(
        source,
        settings.after(running.settings),
        new Effective(keys.live(), running.keys.fixed(), keys.outdone()),
        files,
        names,
        page,
        shelf,
        own,
        unused);
  }
}
