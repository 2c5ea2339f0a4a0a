package homebox.controlplane.config;

import homebox.controlplane.config.ServiceConfig.Alarm;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.ServiceConfig.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All services: the built-in ones where they are wanted, and those that are listed. */
final class ServicesReader {
  private final Values root;
  private final Timing common;
  private final List<Values> listed;
  private final List<Former> known;
  private final Set<String> taken;

  /**
   * Nothing is read yet.
   *
   * @param more those that were added in the page
   * @param known what was watched before keeps its id
   * @param taken ids that nobody gets who does not have them
   */
  ServicesReader(Values root, List<Values> more, List<Former> known, Set<String> taken) {
    this.root = root;
    this.known = known;
    this.taken = taken;
    this.common = new TimingReader(root).common();
    this.listed = new ArrayList<>(root.get(Keys.SERVICES).orElse(List.of()));
    this.listed.addAll(more);
  }

  /** Reads them and tells what one alone does not show. */
  List<ServiceConfig> read() {
    List<BuiltIn.Service> builtIn = new BuiltIn(root).read();
    List<Draft> drafts = new ArrayList<>(builtIn.stream().map(BuiltIn.Service::draft).toList());
    listed.forEach(
        values -> values.get(ServiceKeys.NAME).ifPresent(n -> drafts.add(Draft.of(values, n))));
    List<String> ids = new Naming(drafts, known, taken).ids();
    List<ServiceConfig> all = new ArrayList<>();
    for (int i = 0; i < builtIn.size(); i++) {
      all.add(
          new ServiceConfig(
              label(drafts.get(i), ids.get(i)), true, true, common, builtIn.get(i).ask()));
    }
    for (int i = builtIn.size(); i < drafts.size(); i++) {
      service(drafts.get(i), ids.get(i)).ifPresent(all::add);
    }
    boolean allNamed = drafts.size() == builtIn.size() + listed.size();
    checkOthers(drafts, new Selectors(drafts, ids), allNamed);
    return all;
  }

  private Optional<ServiceConfig> service(Draft draft, String id) {
    Values values = draft.values();
    return values
        .get(ServiceKeys.URL)
        .map(
            target -> {
              new KindCheck(values, target.kind()).check();
              noteKind(target, values);
              return new ServiceConfig(
                  label(draft, id),
                  new Alarm(values.or(ServiceKeys.CRITICAL), values.get(ServiceKeys.CHANNELS)),
                  values.or(ServiceKeys.ENABLED),
                  exposure(values),
                  TimingReader.of(values, common),
                  AskReader.of(target, values),
                  values.get(ServiceKeys.DEPENDS_ON).orElse(List.of()),
                  values.get(ServiceKeys.LOCATIONS).orElse(List.of()));
            });
  }

  private static Exposure exposure(Values values) {
    return values
        .get(ServiceKeys.PUBLIC)
        .map(
            set ->
                new Exposure(
                    set.get(ServiceKeys.HIDE).orElse(false),
                    set.get(ServiceKeys.HIDE_URL).orElse(false)))
        .orElse(Exposure.PLAIN);
  }

  private static void noteKind(Target target, Values values) {
    if (target.http().isEmpty()) {
      Spot spot = values.spot();
      spot.findings().notYet(spot.path() + ".url (" + target.kind() + ")");
    }
  }

  private static Label label(Draft draft, String id) {
    String description = draft.values().get(ServiceKeys.DESCRIPTION).orElse("").strip();
    return new Label(id, draft.name(), draft.group(), description, draft.tags());
  }

  private void checkOthers(List<Draft> drafts, Selectors selectors, boolean allNamed) {
    var channels = new ChannelCheck(root);
    channels.check();
    for (Values service : listed) {
      service
          .get(ServiceKeys.CHANNELS)
          .ifPresent(names -> channels.check(names, service.spot(ServiceKeys.CHANNELS)));
    }
    for (Values window : root.get(Keys.MAINTENANCE).orElse(List.of())) {
      var check = new MaintenanceCheck(window);
      check.check();
      if (allNamed) {
        selectors.check(check.services(), window.spot(MaintenanceKeys.SERVICES));
      }
    }
    if (allNamed) {
      new Dependencies(drafts, selectors).check();
    }
  }
}
