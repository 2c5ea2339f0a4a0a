package homebox.controlplane.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Planned work as somebody sends it: with the keys of the configuration, and its checks. */
public final class MaintenanceForm {
  private static final String WHERE = "work";

  private MaintenanceForm() {}

  /**
   * Reads it. Nothing is looked up in the environment.
   *
   * @param sent the keys of an item of {@code maintenance}
   * @param settings those in force: its selectors mean services of these, and its times are in
   *     their zone where it names none
   * @throws ConfigFaults each is {@code key: what — how to mend}
   */
  public static Maintenance read(Map<String, ?> sent, Settings settings) {
    var findings = new Findings();
    try {
      return read(sent, settings, findings);
    } catch (ConfigFaults faults) {
      throw new ConfigFaults(faults.faults().stream().map(MaintenanceForm::plain).toList());
    }
  }

  private static Maintenance read(Map<String, ?> sent, Settings settings, Findings findings) {
    var nothing = new Environment(new Shelf(Path.of(""), Set.of()), Map.of(), EnvFile.none());
    Spot spot = new Spot(findings, nothing, WHERE, 0, "").item(0, 0);
    Values window = MaintenanceKeys.TABLE.read(JsonTree.named(sent, spot), spot);
    var check = new MaintenanceCheck(window);
    check.check();
    new Selectors(settings.services())
        .check(check.services(), window.spot(MaintenanceKeys.SERVICES));
    findings.throwIfAny();
    var reader = new MaintenanceReader(window, settings.process().timeZone());
    return reader.read(window).orElseThrow();
  }

  /** Without the place in a file that is none. */
  private static String plain(String fault) {
    return fault.replaceFirst("^" + WHERE + ": \\[0](\\.|: )", "");
  }
}
