package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many alerts transient faults of known kinds cost, with the means against them on and off, and
 * that an outage is told with all of them on. Every fault begins just as somebody is asked.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FalseAlarmsTest {
  private static final boolean SOAK = Boolean.getBoolean("soak");
  private static final int FAULTS = Integer.getInteger("faults", SOAK ? 200 : 3);
  private static final long SEED = Long.getLong("seed", 20261127L);

  /** As many as are together at home; all but the router depend on it. */
  private static final int SERVICES = 12;

  private static final Duration APART = Duration.ofMinutes(20);

  @TempDir Path folder;

  /** What is on. */
  enum Means {
    NOTHING(false, false, false, false),
    RETRIES(true, false, false, false),
    AND_DEPENDENCIES(true, true, false, false),
    AND_CONNECTIVITY(true, false, true, false),
    AND_FLAPPING(true, false, false, true),
    ALL(true, true, true, true);

    private final boolean retries;
    private final boolean dependencies;
    private final boolean connectivity;
    private final boolean flapping;

    Means(boolean retries, boolean dependencies, boolean connectivity, boolean flapping) {
      this.retries = retries;
      this.dependencies = dependencies;
      this.connectivity = connectivity;
      this.flapping = flapping;
    }

    private Settings settings() {
      var yaml = new StringBuilder("check_interval: 60\ncheck_timeout: 10\n");
      yaml.append("retry_attempts: ").append(retries ? 2 : 0).append("\nretry_delay: 5\n");
      yaml.append("telegram: {bot_token: \"1:a\", chat_id: 1}\n");
      yaml.append("alerting: {flapping: ").append(flapping);
      yaml.append(connectivity ? ", connectivity: \"192.0.2.1:53\"}\n" : "}\n");
      yaml.append("services:\n  - {name: router, url: \"http://router/\"}\n");
      for (int n = 1; n < SERVICES; n++) {
        yaml.append("  - {name: s").append(n).append(", url: \"http://s").append(n).append("/\"");
        yaml.append(dependencies ? ", depends_on: router}\n" : "}\n");
      }
      return Configured.by(yaml.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Transient.class)
  void what_a_thousand_of_them_cost(Transient kind) {
    Map<Means, Integer> alarms = new EnumMap<>(Means.class);
    for (Means means : SOAK ? Means.values() : new Means[] {Means.RETRIES, Means.ALL}) {
      alarms.put(means, alarms(kind, means));
    }
    System.out.println(line(kind, alarms));
    int worth = kind.worth() * FAULTS;
    assertThat(alarms.values()).as("nothing is lost").allMatch(told -> told >= worth);
    if (kind.isLoop()) {
      assertThat(alarms.get(Means.ALL)).isLessThan(alarms.get(Means.RETRIES));
    } else {
      assertThat(alarms.get(Means.ALL)).as("%s, seed %s", kind, SEED).isEqualTo(worth);
    }
  }

  private static String line(Transient kind, Map<Means, Integer> alarms) {
    return alarms.values().stream()
        .map(told -> String.valueOf(Math.round(1_000.0 * told / FAULTS)))
        .collect(Collectors.joining(" | ", "| " + kind.words() + " | ", " |"));
  }

  private int alarms(Transient kind, Means means) {
    List<String> told = new ArrayList<>();
    var trouble = new Trouble(kind, SERVICES, new Random(SEED));
    Path file = folder.resolve(kind + "-" + means + ".db");
    try (var street = new Street(file, means.settings(), trouble, told::add)) {
      street.pass(Duration.ofMinutes(2));
      for (int n = 0; n < FAULTS; n++) {
        trouble.begin();
        street.pass(APART);
        assertThat(trouble.isOver(street.pace.instant())).isTrue();
      }
    }
    assertThat(told).doesNotHaveDuplicates();
    return (int) told.stream().filter(FalseAlarmsTest::isAlarm).count();
  }

  private static boolean isAlarm(String key) {
    return key.endsWith(":ALERT") || key.endsWith(":WARNING") || key.endsWith(":start");
  }
}
