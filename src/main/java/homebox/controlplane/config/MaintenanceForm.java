package homebox.controlplane.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Planned work as somebody sends it: with the keys of the configuration, and its checks. */
public final class MaintenanceForm {
  /** What is wrong with one that would never be. */
  public static final String OVER = "until: is over already — write a later time";

  private MaintenanceForm() {}

  /** What is wrong with one more, where so many are planned. */
  public static String full(int most) {
    return "no more than " + most + " can be planned — call one off that is not needed";
  }

  /**
   * Reads it. Nothing is looked up in the environment.
   *
   * @param sent the keys of an item of {@code maintenance}
   * @param settings those in force: its selectors mean services of these, and its times are in
   *     their zone where it names none
   * @throws ConfigFaults with the key as the path of each
   */
  public static Maintenance read(Map<String, ?> sent, Settings settings) {
    var findings = new Findings();
    try {
      return read(sent, settings, findings);
    } catch (ConfigFaults faults) {
      throw ConfigFaults.of(faults.details().stream().map(MaintenanceForm::plain).toList(), 0);
    }
  }

  private static Maintenance read(Map<String, ?> sent, Settings settings, Findings findings) {
    var nothing = new Environment(new Shelf(Path.of(""), Set.of()), Map.of(), EnvFile.none());
    Spot spot = new Spot(findings, nothing, Addition.SOURCE, 0, "").item(0, 0);
    Values window = MaintenanceKeys.TABLE.read(JsonTree.named(sent, spot), spot);
    var check = new MaintenanceCheck(window);
    check.check();
    new Selectors(settings.services())
        .check(check.services(), window.spot(MaintenanceKeys.SERVICES));
    findings.throwIfAny();
    var reader = new MaintenanceReader(window, settings.process().timeZone());
    return reader.read(window).orElseThrow();
  }

  /** Without the place in a list that is none. */
  private static Fault plain(Fault fault) {
    String key = fault.path().replaceFirst("^\\[0]\\.?", "");
    return new Fault(fault.source(), 0, key, fault.what());
  }
}
