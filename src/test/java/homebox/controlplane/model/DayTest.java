package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A house with routers, planned work, faults of every kind and an unsteady network, all in virtual
 * time: no alert lost, none invented, and what is kept has a bound.
 */
@Timeout(value = 120, unit = TimeUnit.MINUTES)
class DayTest {
  /** A service has one for its next question or answer, and a few more when it is DOWN. */
  private static final int TIMERS = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void an_afternoon_of_forty_services(long seed) {
    live(40, Duration.ofHours(4), Long.getLong("seed", 20261127L) + seed);
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void a_day_of_a_thousand_services() {
    live(
        Integer.getInteger("services", 1_000),
        Duration.ofHours(24),
        Long.getLong("seed", 20261127L));
  }

  private void live(int services, Duration length, long seed) {
    var weather = new Weather(services, Street.NOON, length, seed);
    Path file = folder.resolve("history.db");
    List<String> heard = new ArrayList<>();
    long before;
    long after;
    try (var street = new Street(file, Configured.by(weather.yaml()), weather, heard::add)) {
      street.pass(length.dividedBy(4));
      before = used();
      street.pass(length.dividedBy(4).multipliedBy(3));
      after = used();
      assertThat(street.pace.pending()).as("timers").isLessThan(TIMERS * services + 100);
    }
    String found = new Judge(weather, file).verify(file, heard);
    bounded(file, services);
    int asked = weather.ids().stream().mapToInt(id -> weather.answers(id).size()).sum();
    System.out.printf(
        "seed %d: %d services, %d answers in %d h, %s, %d messages; heap %d MB after a quarter, %d MB"
            + " at the end%n",
        seed, services, asked, length.toHours(), found, heard.size(), before >> 20, after >> 20);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** One row a service, and of what grows one or two for each change and each message. */
  private static void bounded(Path file, int services) {
    assertThat(rows(file, "service_state")).isEqualTo(services);
    assertThat(rows(file, "told")).isLessThanOrEqualTo(services);
    long changes = rows(file, "transition");
    assertThat(rows(file, "incident")).isLessThan(changes);
    assertThat(rows(file, "message")).isLessThanOrEqualTo(2 * changes + 100);
    assertThat(rows(file, "setting")).isLessThan(20);
  }

  private static long rows(Path file, String table) {
    return Database.number(file, "SELECT count(*) FROM " + table);
  }
}
