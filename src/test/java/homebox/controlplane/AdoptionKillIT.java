package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.OldHistory;
import homebox.controlplane.testkit.OldNight;
import homebox.controlplane.testkit.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * kill -9 while a predecessor's history is adopted, with the real jar: its file is never less than
 * whole, each row comes over once, and each incident. {@code -Dseed} and {@code -Drounds}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class AdoptionKillIT {
  private static final long SEED = Long.getLong("seed", 20_261_127L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 40 : 1);
  private static final Map<String, Duration> LIMITS =
      Map.of(
          "Box",
          Duration.ofSeconds(1),
          "Cave à vin",
          Duration.ofSeconds(5),
          "Neron",
          Duration.ofSeconds(5),
          "Photos",
          Duration.ofSeconds(5));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void killed_here_nothing_is_lost_and_nothing_is_there_twice(AdoptionStep step) throws Exception {
    int kills = 0;
    try (Site site = Site.start()) {
      for (int round = 0; round < ROUNDS; round++) {
        long seed = SEED + 1_000L * step.ordinal() + round;
        kills += round(step, folder.resolve(String.valueOf(round)), site, new Random(seed), seed);
      }
    }
    System.out.printf(
        "kill -9 while a history is adopted, %s: rounds %d, kills %d, lost 0, doubled 0 (seed %d)%n",
        step, ROUNDS, kills, SEED);
  }

  /** How often it was killed. */
  private static int round(AdoptionStep step, Path home, Site site, Random random, long seed)
      throws Exception {
    Path file = home.resolve("data/history.db");
    var night = new OldNight(seed, LIMITS, AdoptionStep.ROWS).write(file);
    byte[] original = Files.readAllBytes(file);
    configure(home, site);
    int kills = 0;
    AdoptionStep next = step;
    while (!AdoptionStep.done(file)) {
      try (JarProcess jar = start(home)) {
        next.await(jar, file, random);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(next.spread()));
        jar.kill();
        kills++;
      }
      assertThat(whole(file))
          .as("after kill %d at %s, seed %d", kills, next, seed)
          .isEqualTo(original);
      if (kills >= 4 || random.nextBoolean()) {
        finish(home, file);
      }
      next = AdoptionStep.ANY_MOMENT;
    }
    holds(file, night, "seed %d, %d kills".formatted(seed, kills));
    return kills;
  }

  private static void configure(Path home, Site site) throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf/control-plane.yaml"),
        "time_zone: Europe/Paris\ncheck_interval: 300ms\nweb: {port: 0}\nservices:\n"
            + ("  - {name: Box, max_response_time: 1, url: \"" + site.url() + "\"}\n"));
  }

  private static JarProcess start(Path home) {
    return JarProcess.start(home, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), Map.of());
  }

  private static void finish(Path home, Path file) {
    try (JarProcess jar = start(home)) {
      jar.awaitLine(line -> line.contains("watching")); // a signal before that finds no program
      jar.await("the end of it", Duration.ofMinutes(3), () -> AdoptionStep.done(file));
      assertThat(jar.stop()).isZero();
      assertThat(jar.lines()).noneMatch(line -> line.contains("ERROR"));
    }
  }

  /** The original, where it is now. */
  private static byte[] whole(Path file) throws IOException {
    List<Path> kept = OldHistory.kept(file);
    assertThat(kept).hasSizeLessThan(2);
    return Files.readAllBytes(kept.isEmpty() ? file : kept.get(0));
  }

  private static void holds(Path file, OldNight night, String when) {
    assertThat(OldNight.checks(file)).as(when).isEqualTo(night.checks());
    assertThat(OldNight.incidents(file)).as(when).isEqualTo(night.incidents());
    assertThat(OldNight.intervals(file)).as(when).isEqualTo(night.intervals());
    assertThat(Database.number(file, "SELECT count(*) - count(DISTINCT id) FROM checks"))
        .as(when)
        .isZero();
    assertThat(Database.number(file, "SELECT count(*) FROM message")).as(when).isZero();
    assertThat(Database.ask(file, "PRAGMA integrity_check")).containsExactly(List.of("ok"));
  }
}
