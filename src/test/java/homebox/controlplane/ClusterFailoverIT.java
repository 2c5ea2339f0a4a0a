package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.OwnPostgres;
import homebox.controlplane.testkit.PostgresBase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes of the real jar, whose PostgreSQL is killed at a random moment of an alert; another
 * one, which has all that the first has said to be committed, takes its place a moment later.
 * {@code -Dseed} and {@code -Drounds}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ClusterFailoverIT {
  private static final long SEED = Long.getLong("seed", 20_261_129L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 20 : 1);

  /** It goes within so long of the death of the service, and the other one comes within as long. */
  private static final int SPREAD_MILLIS = 1500;

  @TempDir Path folder;

  @Test
  void nothing_is_lost_when_a_standby_is_promoted() throws Exception {
    var random = new Random(SEED);
    int repeated = 0;
    for (int round = 0; round < ROUNDS; round++) {
      repeated += round(folder.resolve("round" + round), round, random);
    }
    System.out.printf(
        "PostgreSQL killed, its standby promoted: rounds %d, lost 0, repeated and marked %d (seed"
            + " %d)%n",
        ROUNDS, repeated, SEED);
  }

  /** A pair can fail over once. */
  private static int round(Path home, int round, Random random) throws Exception {
    Path data = Files.createDirectories(home.resolve("servers"));
    try (OwnPostgres.Pair servers =
            OwnPostgres.pair(
                data, first -> first.base("postgres").change("CREATE DATABASE control_plane"));
        var scene = new ClusterScene(home, both(servers), ClusterScene.AT_ONCE)) {
      scene.start();
      scene.begin();
      scene.fails();
      pause(random);
      servers.first().kill();
      pause(random);
      servers.second().promote();
      scene.await("the alert", () -> scene.hears("ALERT"));
      scene.recovers();
      scene.await("the recovery", () -> scene.hears("RECOVERY"));
      scene.awaitQuiet();
      assertThat(scene.telegram.violations()).isEmpty();
      return scene.promises("round " + round + ", seed " + SEED);
    }
  }

  /** Whichever of them takes what is written. */
  private static PostgresBase both(OwnPostgres.Pair servers) {
    PostgresBase first = servers.first().base("control_plane");
    String url =
        "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/control_plane?targetServerType=primary"
            .formatted(servers.first().port(), servers.second().port());
    return new PostgresBase(url, first.user(), first.password());
  }

  private static void pause(Random random) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(SPREAD_MILLIS));
  }
}
