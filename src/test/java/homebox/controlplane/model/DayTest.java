package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Configured;
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

  /** So often in the day it is looked at what is held. */
  private static final int TIMES = 8;

  /** A text of fifty letters, in bytes. */
  private static final long OF_ONE_KEY = 100;

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
    List<Vitals> vitals = new ArrayList<>();
    try (var street = new Street(file, Configured.by(weather.yaml()), weather, heard::add)) {
      for (int n = 1; n <= TIMES; n++) {
        street.pass(length.dividedBy(TIMES));
        vitals.add(Vitals.now(length.dividedBy(TIMES).multipliedBy(n), file, own(weather, heard)));
        System.out.println(vitals.get(n - 1).line());
        vitals.get(n - 1).verify(services, vitals.get(0));
        assertThat(street.pace.pending()).as("timers").isLessThan(TIMERS * services + 100);
      }
    }
    String found = new Judge(weather, file).verify(file, heard);
    assertThat(vitals.get(TIMES - 1).rows()).containsEntry("service_state", (long) services);
    int asked = weather.ids().stream().mapToInt(id -> weather.answers(id).size()).sum();
    System.out.printf(
        "seed %d: %d services, %d answers in %d h, %s, %d messages%n",
        seed, services, asked, length.toHours(), found, heard.size());
  }

  /** What was answered and what was heard is remembered here, and nowhere else. */
  private static long own(Weather weather, List<String> heard) {
    long answers = weather.ids().stream().mapToLong(id -> weather.answers(id).bytes()).sum();
    return answers + heard.size() * OF_ONE_KEY;
  }
}
