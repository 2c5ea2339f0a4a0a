package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three nodes of the real jar, one of which is killed or stands still at a random moment of an
 * alert: no outage stays untold, and what is told twice says so. {@code -Dseed} and {@code
 * -Drounds}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@ExtendWith(Postgres.class)
class ClusterFaultIT {
  private static final long SEED = Long.getLong("seed", 20_261_128L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 50 : 2);

  private static final String STANDS_BACK = "it stands back";

  /** The fault goes in within so long after the service died. */
  private static final int SPREAD_MILLIS = 1500;

  /** What is done to the node that decides, or to another one. */
  enum Blow {
    KILLED {
      @Override
      void strike(ClusterScene scene, String node, Random random) {
        scene.kill(node);
      }
    },
    /** Of those that stand ready; the one that decides goes on. */
    ANOTHER_KILLED {
      @Override
      void strike(ClusterScene scene, String node, Random random) {
        scene.kill(scene.standby(random));
      }
    },
    FROZEN {
      @Override
      void strike(ClusterScene scene, String node, Random random) throws Exception {
        scene.signal(node, "STOP");
        TimeUnit.MILLISECONDS.sleep(2000 + random.nextInt(14_000));
        scene.signal(node, "CONT");
      }
    },
    /** While an answer is awaited: each takes twice as long as the interval. */
    FROZEN_IN_A_CHECK {
      @Override
      void strike(ClusterScene scene, String node, Random random) throws Exception {
        scene.site.takes(400);
        int asked = scene.site.asked();
        scene.await("a check that is under way", () -> scene.site.asked() > asked);
        scene.signal(node, "STOP");
        TimeUnit.MILLISECONDS.sleep(14_000 + random.nextInt(2_000));
        scene.signal(node, "CONT");
        scene.site.takes(0);
      }
    };

    /** Both ways are gone. */
    String groupWait() {
      return this == KILLED ? ClusterScene.AT_ONCE : ClusterScene.A_WHILE;
    }

    /** Another one decides then. */
    boolean isFollowed() {
      return this != ANOTHER_KILLED;
    }

    abstract void strike(ClusterScene scene, String node, Random random) throws Exception;
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatever_happens_to_the_one_that_decides_nothing_is_lost(Blow blow, PostgresBase base)
      throws Exception {
    var random = new Random(SEED + blow.ordinal());
    var takeovers = new ArrayList<Long>();
    int repeated = 0;
    try (var scene = new ClusterScene(folder, base, blow.groupWait())) {
      for (int round = 0; round < ROUNDS; round++) {
        scene.start();
        repeated += round(scene, blow, random, takeovers);
      }
      assertThat(scene.telegram.violations()).isEmpty();
    } finally {
      Collections.sort(takeovers);
      System.out.printf(
          "%s: rounds %d, lost 0, repeated and marked %d, another one decides after"
              + " ms %s (seed %d)%n",
          blow, ROUNDS, repeated, takeovers, SEED);
    }
    if (!blow.isFollowed()) {
      assertThat(takeovers).isEmpty();
    } else if (blow != Blow.FROZEN) { // which may go on before it is missed
      assertThat(takeovers).isNotEmpty().allMatch(millis -> millis < Takeover.MOST_MILLIS);
    }
  }

  /** It has claimed the alert, and goes on when another one has told it, and its end. */
  @Test
  void who_stands_still_between_claim_and_sending_is_followed(PostgresBase base) throws Exception {
    var random = new Random(SEED);
    int rounds = Math.max(1, ROUNDS / 2); // each takes half a minute
    int unsent = 0;
    int repeated = 0;
    try (var scene = new ClusterScene(folder, base, ClusterScene.A_WHILE)) {
      for (int round = 0; round < rounds; round++) {
        scene.start();
        scene.begin();
        String node = scene.deciding().orElseThrow();
        long before = scene.says(node, STANDS_BACK);
        try (var stop = new Freezer(scene.node(node).process().pid());
            var outbox = new OutboxWatch(base)) {
          scene.fails();
          outbox.awaitClaim("ALERT");
          stop.freeze();
          unsent += scene.hears("ALERT") ? 0 : 1;
          scene.await("the alert", () -> scene.hears("ALERT"));
          scene.await(
              "another one that decides",
              () -> scene.deciding().filter(now -> !now.equals(node)).isPresent());
          scene.recovers();
          scene.await("the recovery", () -> scene.hears("RECOVERY"));
          TimeUnit.MILLISECONDS.sleep(14_000 + random.nextInt(2_000) - stop.millis());
        }
        scene.await("it stands back", () -> scene.says(node, STANDS_BACK) > before);
        TimeUnit.SECONDS.sleep(2); // what it would still say, it says
        scene.awaitQuiet();
        repeated += scene.promises("frozen as it claims, round " + round + ", seed " + SEED);
      }
      assertThat(scene.telegram.violations()).isEmpty();
    }
    System.out.printf(
        "FROZEN between claim and sending: rounds %d, %d before the request, lost 0, repeated and"
            + " marked %d (seed %d)%n",
        rounds, unsent, repeated, SEED);
  }

  private static int round(ClusterScene scene, Blow blow, Random random, List<Long> takeovers)
      throws Exception {
    scene.begin();
    String node = scene.deciding().orElseThrow();
    scene.fails();
    TimeUnit.MILLISECONDS.sleep(random.nextInt(SPREAD_MILLIS));
    long struck = System.nanoTime();
    var watch = new FutureTask<>(() -> takeover(scene, node, struck));
    if (blow.isFollowed()) {
      new Thread(watch, "takeover").start();
    }
    blow.strike(scene, node, random);
    scene.await("the alert", () -> scene.hears("ALERT"));
    TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
    scene.recovers();
    scene.await("the recovery", () -> scene.hears("RECOVERY"));
    scene.awaitQuiet();
    if (blow.isFollowed()) {
      watch.get().ifPresent(takeovers::add);
    } else {
      assertThat(scene.deciding()).contains(node);
    }
    return scene.promises(blow + ", seed " + SEED);
  }

  /** After so many ms another one decides; one that stood still for a moment may go on to. */
  private static Optional<Long> takeover(ClusterScene scene, String node, long struck)
      throws InterruptedException {
    long end = struck + TimeUnit.MILLISECONDS.toNanos(Takeover.MOST_MILLIS + 10_000);
    while (System.nanoTime() < end) {
      Optional<String> now = scene.deciding();
      if (now.isPresent() && !now.get().equals(node)) {
        return Optional.of(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - struck));
      }
      TimeUnit.MILLISECONDS.sleep(20); // each look is a new connection
    }
    return Optional.empty();
  }
}
