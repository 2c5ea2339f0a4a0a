package homebox.controlplane.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells of keys that a service of its kind does not have. */
record KindCheck(Values service, String kind) {
  void check() {
    service.keys().stream()
        .filter(key -> !ServiceKeys.KINDS.getOrDefault(key.name(), List.of(kind)).contains(kind))
        .forEach(key -> tell(service.spot(key), key, ServiceKeys.KINDS.get(key.name())));
    service.get(ServiceKeys.EXPECT).ifPresent(this::checkExpect);
  }

  private void checkExpect(Values expect) {
    Set<String> known = ExpectKeys.OF_KIND.getOrDefault(kind, Set.of());
    expect.keys().stream()
        .filter(key -> !known.contains(key.name()))
        .forEach(key -> tell(expect.spot(key), key, kindsOf(key)));
  }

  private void tell(Spot spot, Key<?> key, List<String> kinds) {
    spot.fault(
        "belongs to services of the kind "
            + String.join(" or ", kinds)
            + (", and this one is " + kind)
            + (" — remove " + key.name() + ", or change url"));
  }

  private static List<String> kindsOf(Key<?> key) {
    return ExpectKeys.OF_KIND.entrySet().stream()
        .filter(entry -> entry.getValue().contains(key.name()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
