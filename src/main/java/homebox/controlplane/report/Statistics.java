package homebox.controlplane.report;

import homebox.controlplane.notify.StatusReport.Day;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** What is remembered of 24 hours. */
@FunctionalInterface
public interface Statistics {
  /** Of every service that was checked in the 24 hours before {@code until}, by its id. */
  Future<Map<String, Day>> day(Instant until);
}
