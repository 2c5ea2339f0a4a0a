package homebox.controlplane.config;

import homebox.controlplane.config.Addition.Kind;
import homebox.controlplane.config.PageEntries.LeftOut;
import homebox.controlplane.config.Sheet.Meaning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts together what the file says and what was added in the page. The file has to be right by
 * itself: it may not name what stands in the page alone.
 */
final class Merging {
  private final Sheet sheet;
  private final List<Former> known;
  private final Wish wish;
  private final List<LeftOut> leftOut = new ArrayList<>();

  /**
   * What is put in.
   *
   * @param added in the page
   * @param mayGo what is left out when it is at fault; the faults of others refuse all
   * @param fresh what was written just now: it does not give way to the file in silence
   */
  record Wish(Additions added, Predicate<Addition> mayGo, Predicate<Addition> fresh) {
    static final Wish NOTHING = of(Additions.NONE, each -> true);

    static Wish of(Additions added, Predicate<Addition> mayGo) {
      return new Wish(added, mayGo, each -> false);
    }
  }

  Merging(Sheet sheet, List<Former> known, Wish wish) {
    this.sheet = sheet;
    this.known = known;
    this.wish = wish;
  }

  /** What came of it. */
  record Merged(Meaning meaning, PageEntries page) {}

  /**
   * Does it.
   *
   * @param findings of the file so far
   * @throws ConfigFaults with all that is wrong
   */
  Merged merge(Findings findings) {
    Meaning file = sheet.with(Additions.NONE, knownToFile(), ids(), findings);
    checkFresh(file.settings());
    Additions added = beside(file.settings());
    Meaning all = added.all().isEmpty() ? file : together(added);
    return new Merged(all, new PageEntries(named(all.settings()), leftOut));
  }

  /** A url that stands in the page has not vanished: the file's service is another one. */
  private List<Former> knownToFile() {
    Set<String> here = ids();
    return here.isEmpty()
        ? known
        : known.stream().map(each -> here.contains(each.id()) ? each.gone() : each).toList();
  }

  private Set<String> ids() {
    return wish.added().of(Kind.SERVICE).stream()
        .map(Addition::id)
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }

  /** The reader would have the file's service give way, where that has no written one. */
  private void checkFresh(Settings file) {
    var findings = new Findings();
    Set<String> taken = file.services().stream().map(ServiceConfig::id).collect(Collectors.toSet());
    for (Addition entry : wish.added().only(wish.fresh()).of(Kind.SERVICE)) {
      String id = String.valueOf(entry.json().getValue("id", "")).strip();
      if (taken.contains(id)) {
        findings.fault(
            Addition.SOURCE,
            0,
            entry.place() + ".id",
            Quoted.value(id) + " is the id of a service of the file — choose another one");
      }
    }
    findings.throwIfAny();
  }

  /** Without those whose names the file has taken. */
  private Additions beside(Settings file) {
    var taken = new HashSet<List<String>>();
    file.telling().channels().forEach(each -> taken.add(List.of(each.name())));
    for (ServiceConfig each : file.services()) {
      taken.add(List.of("id", each.id(), ""));
      taken.add(List.of("name", each.label().group(), each.name()));
    }
    return wish.added()
        .only(
            entry -> {
              boolean gone = !wish.fresh().test(entry) && isTaken(entry, taken);
              if (gone) {
                leftOut.add(new LeftOut(entry, List.of()));
              }
              return !gone;
            });
  }

  private static boolean isTaken(Addition entry, Set<List<String>> taken) {
    if (entry.kind() == Kind.CHANNEL) {
      return taken.contains(List.of(entry.id()));
    }
    if (taken.contains(List.of("id", entry.id(), ""))) {
      return true;
    }
    Addition.Called called = entry.called();
    return taken.contains(List.of("name", called.group(), called.name()));
  }

  private Meaning together(Additions added) {
    Additions now = added;
    while (true) {
      try {
        return sheet.with(now, known, Set.of(), new Findings());
      } catch (ConfigFaults faults) {
        now = mended(now, faults);
      }
    }
  }

  /** Without those at fault, if that may be. */
  private Additions mended(Additions now, ConfigFaults faults) {
    List<LeftOut> bad = atFault(now, faults.details());
    if (bad.isEmpty()) { // what the file says does not go with some of them
      bad =
          now.all().stream()
              .filter(wish.mayGo())
              .map(each -> new LeftOut(each, faults.details()))
              .toList();
    }
    if (bad.isEmpty() || !bad.stream().allMatch(each -> wish.mayGo().test(each.entry()))) {
      throw faults;
    }
    leftOut.addAll(bad);
    return now.without(bad.stream().map(LeftOut::entry).toList());
  }

  private static List<LeftOut> atFault(Additions now, List<Fault> faults) {
    var bad = new ArrayList<LeftOut>();
    for (Addition entry : now.all()) {
      List<Fault> own = faults.stream().filter(each -> each.isOf(entry)).toList();
      if (!own.isEmpty()) {
        bad.add(new LeftOut(entry, own));
      }
    }
    return bad;
  }

  /** A new one has got its id. */
  private Additions named(Settings settings) {
    return new Additions(
        wish.added().all().stream()
            .map(each -> each.id().isEmpty() ? each.withId(id(each, settings)) : each)
            .toList());
  }

  private static String id(Addition entry, Settings settings) {
    Addition.Called called = entry.called();
    return entry.kind() == Kind.CHANNEL
        ? called.name()
        : settings.services().stream()
            .filter(each -> each.name().equals(called.name()))
            .filter(each -> each.label().group().equals(called.group()))
            .findFirst()
            .orElseThrow()
            .id();
  }
}
