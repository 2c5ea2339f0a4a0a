package homebox.controlplane.cli;

import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.Selectors;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.ShownNames;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The services that a command asks.
 *
 * @param services with names that tell them apart, in the order of the configuration
 * @param notYet the names of those whose kind this version cannot ask
 * @param faults what is wrong with the names that were given; then nothing is asked
 */
record Asked(List<ServiceConfig> services, List<String> notYet, List<String> faults) {
  /**
   * Those that these names mean; all that are enabled if there are none.
   *
   * @param names names, ids, {@code group:NAME}, {@code tag:NAME} or {@code *}
   */
  static Asked of(List<ServiceConfig> configured, List<String> names) {
    List<ServiceConfig> known = ShownNames.of(configured);
    var selectors = new Selectors(configured);
    var chosen = new TreeSet<Integer>();
    var faults = new ArrayList<String>();
    for (String name : names.isEmpty() && !known.isEmpty() ? List.of("*") : names) {
      List<Integer> meant = selectors.chosen(name);
      List<Integer> enabled = meant.stream().filter(n -> known.get(n).enabled()).toList();
      chosen.addAll(enabled);
      if (meant.isEmpty()) {
        faults.add(selectors.fault(name));
      } else if (enabled.isEmpty() && !names.isEmpty()) {
        faults.add("\"" + name + "\" is not enabled — set enabled: true to have it asked");
      }
    }
    return sorted(chosen.stream().map(known::get).toList(), faults);
  }

  private static Asked sorted(List<ServiceConfig> chosen, List<String> faults) {
    return new Asked(
        chosen.stream().filter(Asked::canBe).toList(),
        chosen.stream().filter(service -> !canBe(service)).map(ServiceConfig::name).toList(),
        faults);
  }

  private static boolean canBe(ServiceConfig service) {
    return service.ask() instanceof HttpAsk;
  }
}
