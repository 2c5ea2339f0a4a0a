package homebox.controlplane.report;

import homebox.controlplane.notify.StatusReport.Day;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** What is remembered of 24 hours. */
@FunctionalInterface
public interface Statistics {
  /** True once uptimes are known, a moment after a start; until then there are none. */
  default boolean ready() {
    return true;
  }

  /** Of every service that was checked in the 24 hours before {@code until}, by its id. */
  Future<Map<String, Day>> day(Instant until);
}
