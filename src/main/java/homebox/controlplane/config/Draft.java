package homebox.controlplane.config;

import java.util.List;

/** A service that has a name at least, while the others are looked at. */
record Draft(Values values, String name, String group) {
  static Draft of(Values values, String name) {
    return new Draft(values, name, values.get(ServiceKeys.GROUP).orElse(""));
  }

  List<String> tags() {
    return values.get(ServiceKeys.TAGS).orElse(List.of());
  }

  Spot spot(Key<?> key) {
    return values.spot(key);
  }
}
