package homebox.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.history.DaySums.Sum;
import homebox.controlplane.history.DaySums.Took;
import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.notify.StatusReport.Times;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PastStatisticsTest {
  private static final Took TOOK = new Took(Duration.ofMillis(12), Duration.ofMillis(40));

  @Test
  void the_uptime_is_that_of_the_past_and_the_rest_what_was_counted() {
    var statistics =
        new PastStatistics(
            () -> true,
            service -> service.equals("box") ? OptionalDouble.of(0.9) : OptionalDouble.empty(),
            until ->
                Future.succeededFuture(
                    Map.of(
                        "box", new Sum(7, Optional.of(TOOK)),
                        "dark", new Sum(3, Optional.empty()))));
    assertThat(statistics.day(Instant.EPOCH).result())
        .isEqualTo(
            Map.of(
                "box",
                    new Day(
                        Optional.of(0.9), 7, Optional.of(new Times(TOOK.average(), TOOK.p95()))),
                "dark", new Day(Optional.empty(), 3, Optional.empty())));
    assertThat(statistics.ready()).isTrue();
  }
}
