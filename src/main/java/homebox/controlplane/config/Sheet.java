package homebox.controlplane.config;

import homebox.controlplane.config.Addition.Kind;
import homebox.controlplane.config.ConfigLoader.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the files of a configuration hold; it can be understood with and without more.
 *
 * @param place where this host has its own
 * @param shown how faults name what the tree stands in
 */
record Sheet(
    Source source,
    Environment environment,
    Optional<EnvFile> envFile,
    Place place,
    String shown,
    Tree.Named tree) {
  /** What it means. */
  record Meaning(Values root, Settings settings) {}

  /**
   * Understands it together with what was added in the page.
   *
   * @param taken ids that nobody gets who does not have them
   * @throws ConfigFaults with all that is wrong
   */
  Meaning with(Additions more, List<Former> known, Set<String> taken, Findings findings) {
    Values root = Keys.ROOT.read(tree, new Spot(findings, environment, shown, 0, ""));
    var top = new Spot(findings, environment, Addition.SOURCE, 0, "");
    addChannels(root, read(more.of(Kind.CHANNEL), ChannelKeys.TABLE, top));
    List<Values> added = read(more.of(Kind.SERVICE), ServiceKeys.TABLE, top);
    List<ServiceConfig> services = new ServicesReader(root, added, known, taken).read();
    new WebCheck(root.or(Keys.WEB)).check();
    new ClusterCheck(root).check();
    findings.throwIfAny();
    var remarks =
        new Remarks(place, shared(), envFile.map(EnvFile::shown), environment, root).all(services);
    Settings settings =
        new SettingsReader(root, environment, source.folder())
            .read(place.named(), services, remarks);
    findings.throwIfAny();
    return new Meaning(root, settings.adding(last(services, added.size())));
  }

  /** Another host's file, if that is what the tree stands in. */
  private Optional<String> shared() {
    return Optional.of(shown).filter(name -> !name.equals(place.shown()));
  }

  /** They come last. */
  private static Set<String> last(List<ServiceConfig> services, int count) {
    return services.subList(services.size() - count, services.size()).stream()
        .map(ServiceConfig::id)
        .collect(Collectors.toSet());
  }

  private static void addChannels(Values root, List<Values> added) {
    if (!added.isEmpty()) {
      var all = new ArrayList<>(root.get(Keys.CHANNELS).orElse(List.of()));
      all.addAll(added);
      root.put(Keys.CHANNELS, all, root.spot(Keys.CHANNELS));
    }
  }

  private static List<Values> read(List<Addition> entries, Table table, Spot top) {
    var all = new ArrayList<Values>(entries.size());
    for (Addition entry : entries) {
      String name = entry.id().isEmpty() ? "new" : entry.id();
      Spot at = top.key(entry.kind().list(), 0).item(name);
      all.add(table.read(tree(entry, at), at));
    }
    return all;
  }

  /** With the id that the service has; a channel's name is one of its keys. */
  private static Tree.Named tree(Addition entry, Spot at) {
    Tree.Named written = JsonTree.named(entry.json().getMap(), at);
    if (entry.kind() == Kind.CHANNEL || entry.id().isEmpty()) {
      return written;
    }
    var entries = new LinkedHashMap<>(written.entries());
    entries.put(ServiceKeys.ID.name(), new Tree.Entry(0, JsonTree.text(entry.id())));
    return new Tree.Named(0, entries);
  }
}
