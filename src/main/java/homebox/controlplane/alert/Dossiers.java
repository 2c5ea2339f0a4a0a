package homebox.controlplane.alert;

import homebox.controlplane.config.Selectors;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.ShownNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Those of all services that are watched. */
final class Dossiers {
  private final Map<String, Dossier> all = new HashMap<>();
  private List<ServiceConfig> services = List.of();
  private Optional<Selectors> selectors = Optional.empty(); // made when somebody asks

  /**
   * What a new list has done.
   *
   * @param come are new, and know nothing yet
   * @param other are asked otherwise from now on
   * @param gone are watched no more
   */
  record Turn(List<Dossier> come, List<Dossier> other, List<Dossier> gone) {}

  /** These services are watched from now on. Who stays keeps what is known. */
  Turn follow(List<ServiceConfig> services) {
    this.services = List.copyOf(services);
    selectors = Optional.empty();
    var come = new ArrayList<Dossier>();
    var other = new ArrayList<Dossier>();
    var left = new HashSet<>(all.keySet());
    for (ServiceConfig service : ShownNames.of(services)) {
      left.remove(service.id());
      Dossier known = all.get(service.id());
      if (known == null) {
        var dossier = new Dossier(service);
        all.put(service.id(), dossier);
        come.add(dossier);
      } else if (known.follow(service)) {
        other.add(known);
      }
    }
    return new Turn(come, other, left.stream().map(all::remove).toList());
  }

  /** Nothing is known of it from now on, nor of what is under way. */
  Dossier renew(Dossier known) {
    Dossier fresh = known.anew();
    all.put(known.service().id(), fresh);
    return fresh;
  }

  Optional<Dossier> of(String service) {
    return Optional.ofNullable(all.get(service));
  }

  /** The ids of those that are meant; who has that id is meant alone. */
  List<String> chosen(String selector) {
    return all.containsKey(selector)
        ? List.of(selector)
        : selectors().chosen(selector).stream().map(place -> services.get(place).id()).toList();
  }

  /** What is wrong with a selector that means nobody. */
  String fault(String selector) {
    return selectors().fault(selector);
  }

  private Selectors selectors() {
    if (selectors.isEmpty()) {
      selectors = Optional.of(new Selectors(services));
    }
    return selectors.get();
  }

  Collection<Dossier> all() {
    return all.values();
  }

  Set<String> ids() {
    return Set.copyOf(all.keySet());
  }
}
