package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.ServerClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, and somebody sets the clock of the database that they go by, in the middle of an
 * outage: by more than a node may be silent, and by ten minutes, ahead and back. Who decides goes
 * on to; and where its host is lost in that moment, the next one takes over as always. {@code
 * -Dseed} and {@code -Drounds}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@ExtendWith(Postgres.class)
class ClusterServerClockIT {
  private static final long SEED = Long.getLong("seed", 20_261_128L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 20 : 1);

  /** One after the other, by how much it is ahead of the true time. */
  private static final List<Duration> CLOCKS =
      List.of(
          Duration.ofSeconds(8), Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(-10));

  /** What is done is done within so long of the death of the service. */
  private static final int SPREAD_MILLIS = 1500;

  @TempDir Path folder;
  private final List<Long> takeovers = new ArrayList<>();
  private final Random random = new Random(SEED);

  @Test
  void the_clock_of_the_database_decides_neither_who_lives_nor_what_is_told(PostgresBase base)
      throws Exception {
    int repeated = 0;
    var clock = ServerClock.of(base);
    try (var scene = new ClusterScene(folder, base, ClusterScene.A_WHILE)) {
      for (int number = 0; number < ROUNDS; number++) {
        String round = ", round " + number + ", seed " + SEED;
        for (Duration ahead : CLOCKS) {
          repeated += set(scene, clock, ahead, round);
        }
        repeated += lose(scene, clock, round);
      }
      assertThat(scene.telegram.violations()).isEmpty();
    }
    Collections.sort(takeovers);
    System.out.printf(
        "the database's clock set: rounds %d of %d outages, lost 0, repeated and marked %d,"
            + " another one decides after ms %s (seed %d)%n",
        ROUNDS, CLOCKS.size() + 1, repeated, takeovers, SEED);
  }

  private int set(ClusterScene scene, ServerClock clock, Duration ahead, String round)
      throws Exception {
    scene.start();
    scene.begin();
    String node = scene.deciding().orElseThrow();
    long before = putOut(scene);
    scene.fails();
    pause();
    clock.set(ahead);
    scene.await("the alert", () -> scene.hears("ALERT"));
    TimeUnit.SECONDS.sleep(3); // each look and each beat finds another time
    assertThat(scene.deciding()).as("set to %s%s", ahead, round).contains(node);
    assertThat(putOut(scene)).as("nodes put out, set to %s%s", ahead, round).isEqualTo(before);
    return ended(scene, node + " decides, the database is " + ahead + " ahead" + round);
  }

  private static long putOut(ClusterScene scene) {
    return ClusterScene.NAMES.stream().mapToLong(name -> scene.says(name, "it is put out")).sum();
  }

  /** Nobody closes its connections, and its last sign of life is from a time that is to come. */
  private int lose(ClusterScene scene, ServerClock clock, String round) throws Exception {
    clock.set(Duration.ZERO);
    scene.begin();
    String node = scene.deciding().orElseThrow();
    scene.fails();
    pause();
    scene.line(node).freeze();
    clock.set(Duration.ofMinutes(-10));
    long struck = System.nanoTime();
    scene.await(
        "another one that decides",
        () -> scene.deciding().filter(now -> !now.equals(node)).isPresent());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - struck);
    takeovers.add(millis);
    assertThat(millis).isLessThan(Takeover.MOST_MILLIS);
    scene.await("the alert", () -> scene.hears("ALERT"));
    scene.line(node).thaw();
    return ended(scene, node + " is lost, the database is set back" + round);
  }

  private int ended(ClusterScene scene, String when) throws InterruptedException {
    pause();
    scene.recovers();
    scene.await("the recovery", () -> scene.hears("RECOVERY"));
    scene.awaitQuiet();
    return scene.toldOnce(when);
  }

  private void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(SPREAD_MILLIS));
  }
}
