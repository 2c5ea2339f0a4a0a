package homebox.controlplane.alert;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Of which services no answer came that is new enough to count. One context's alone. */
public final class Silence {
  private final Pace pace;
  private final Map<String, Long> heard = new HashMap<>();

  /** Knows of no service. */
  public Silence(Pace pace) {
    this.pace = pace;
  }

  /** These are listened to from now on. Who is new gets its time. */
  public void follow(Collection<ServiceConfig> services) {
    Set<String> ids = services.stream().map(ServiceConfig::id).collect(Collectors.toSet());
    heard.keySet().retainAll(ids);
    long now = pace.nanos();
    ids.forEach(id -> heard.putIfAbsent(id, now));
  }

  /** It is there. */
  public void hear(CheckResult result) {
    heard.computeIfPresent(result.service(), (id, before) -> pace.nanos());
  }

  /** Nothing came from it for too long. */
  public boolean of(ServiceConfig service) {
    Long since = heard.get(service.id());
    return since != null && tooLong(service.timing(), Duration.ofNanos(pace.nanos() - since));
  }

  /** Two intervals and a timeout are over. */
  public static boolean tooLong(Timing timing, Duration without) {
    Duration interval = timing.interval(); // multipliedBy would go by BigDecimal, row by row
    return without.compareTo(interval.plus(interval).plus(timing.timeout())) > 0;
  }
}
