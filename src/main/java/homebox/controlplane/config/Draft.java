package homebox.controlplane.config;

import java.util.List;
import java.util.Optional;

/** A service that has a name at least, while the others are looked at. */
record Draft(Values values, String name, String group) {
  static Draft of(Values values, String name) {
    return new Draft(values, name, values.get(ServiceKeys.GROUP).orElse(""));
  }

  Optional<String> writtenId() {
    return values.get(ServiceKeys.ID);
  }

  /** What its url is compared by. */
  Optional<Secret> address() {
    return values.get(ServiceKeys.URL).map(Former::address);
  }

  List<String> tags() {
    return values.get(ServiceKeys.TAGS).orElse(List.of());
  }

  Spot spot(Key<?> key) {
    return values.spot(key);
  }
}
