package homebox.controlplane.testkit;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A configuration as long as one likes, written out as a person would. */
public final class Home {
  private Home() {}

  /** So many services, each with all that is usual: 10,000 are 4 MB. */
  public static String of(int services) {
    return IntStream.range(0, services)
        .mapToObj(Home::service)
        .collect(Collectors.joining("", "services:\n", ""));
  }

  private static String service(int i) {
    return """
      - name: Service number %1$d
        url: https://host-%1$d.example.org:8443/health/live?probe=control-plane
        group: Group %2$d
        description: what a person would write about the service number %1$d
        tags: [web, tier-%2$d]
        interval: 30s
        timeout: 5s
        max_response_time: 2s
        headers: {Accept: application/json}
        expect:
          status: [200, 204]
          body: ok
    """
        .formatted(i, i % 20);
  }
}
