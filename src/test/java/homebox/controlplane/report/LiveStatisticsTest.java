package homebox.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.StatusReport.Day;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LiveStatisticsTest {
  private static Day day(Double uptime) {
    return new Day(Optional.ofNullable(uptime), 7, Optional.empty());
  }

  @Test
  void the_uptime_that_is_known_better_holds_and_the_rest_stays() {
    Map<String, Optional<OptionalDouble>> known =
        Map.of(
            "box", Optional.of(OptionalDouble.of(0.9)),
            "dark", Optional.of(OptionalDouble.empty()));
    var live =
        new LiveStatistics(
            service -> known.getOrDefault(service, Optional.empty()),
            until ->
                Future.succeededFuture(Map.of("box", day(1.0), "dark", day(1.0), "new", day(0.5))));
    assertThat(live.day(Instant.EPOCH).result())
        .isEqualTo(Map.of("box", day(0.9), "dark", day(null), "new", day(0.5)));
  }
}
