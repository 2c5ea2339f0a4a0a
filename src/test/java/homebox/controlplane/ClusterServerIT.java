package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.MortalPostgres;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three nodes of the real jar, whose PostgreSQL goes away at a random moment of an alert and is
 * back some seconds later. {@code -Dseed} and {@code -Drounds}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ClusterServerIT {
  private static final long SEED = Long.getLong("seed", 20_261_128L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 20 : 1);

  /** It goes within so long of the death of the service, and stays away for as long at most. */
  private static final int SPREAD_MILLIS = 1500;

  /** How the server ends. */
  enum End {
    STOPPED {
      @Override
      void of(MortalPostgres server) {
        server.stop();
      }
    },
    KILLED {
      @Override
      void of(MortalPostgres server) {
        server.kill();
      }
    };

    abstract void of(MortalPostgres server);
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void nothing_is_lost_with_the_server(End end) throws Exception {
    var random = new Random(SEED + end.ordinal());
    int repeated = 0;
    try (var server = new MortalPostgres(folder.resolve("server"));
        var scene = new ClusterScene(folder, server.base(), ClusterScene.AT_ONCE)) {
      scene.start();
      for (int round = 0; round < ROUNDS; round++) {
        scene.begin();
        scene.fails();
        pause(random);
        end.of(server);
        pause(random);
        server.start();
        scene.await("the alert", () -> scene.hears("ALERT"));
        scene.recovers();
        scene.await("the recovery", () -> scene.hears("RECOVERY"));
        scene.awaitQuiet();
        repeated += scene.promises(end + ", round " + round + ", seed " + SEED);
      }
      assertThat(scene.telegram.violations()).isEmpty();
    }
    System.out.printf(
        "PostgreSQL %s: rounds %d, lost 0, repeated and marked %d (seed %d)%n",
        end, ROUNDS, repeated, SEED);
  }

  private static void pause(Random random) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(SPREAD_MILLIS));
  }
}
