package homebox.controlplane.config;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names by which people can tell services apart. */
public final class ShownNames {
  private ShownNames() {}

  /**
   * The same services in the same order. One whose name another of them has, too, is called {@code
   * group / name}; one without a group keeps its name, for no second one is called so.
   */
  public static List<ServiceConfig> of(List<ServiceConfig> watched) {
    Map<String, Long> times =
        watched.stream()
            .map(ServiceConfig::name)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return watched.stream()
        .map(service -> times.get(service.name()) > 1 ? withGroup(service) : service)
        .toList();
  }

  private static ServiceConfig withGroup(ServiceConfig service) {
    String group = service.label().group();
    return group.isEmpty() ? service : service.called(group + " / " + service.name());
  }
}
