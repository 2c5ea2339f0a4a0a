package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.NodeLine;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes of the real jar, and something is wrong with the line of one of them to the database,
 * or with all lines, at a random moment of an alert. {@code -Dseed} and {@code -Drounds}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@ExtendWith(Postgres.class)
class ClusterLineIT {
  private static final long SEED = Long.getLong("seed", 20_261_128L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 20 : 1);
  private static final String READY = "standing ready: ";

  /** The fault goes in within so long of the death of the service. */
  private static final int SPREAD_MILLIS = 1500;

  /** By then a node whose line is cut does not count as living any more. */
  private static final int GONE_MILLIS = 8000;

  private static final int SLOW_MILLIS = 100;

  @TempDir Path folder;
  private final List<Long> takeovers = new ArrayList<>();

  private interface Round {
    void play(ClusterScene scene, Random random) throws Exception;
  }

  private void rounds(String fault, PostgresBase base, String groupWait, Round round)
      throws Exception {
    var random = new Random(SEED + fault.hashCode());
    int repeated = 0;
    try (var scene = new ClusterScene(folder, base, groupWait)) {
      scene.start();
      for (int number = 0; number < ROUNDS; number++) {
        scene.begin();
        round.play(scene, random);
        scene.awaitQuiet();
        repeated += scene.promises(fault + ", round " + number + ", seed " + SEED);
      }
      assertThat(scene.telegram.violations()).isEmpty();
    }
    Collections.sort(takeovers);
    System.out.printf(
        "%s: rounds %d, lost 0, repeated and marked %d, another one decides after ms %s (seed"
            + " %d)%n",
        fault, ROUNDS, repeated, takeovers, SEED);
  }

  private static void pause(Random random, int mostMillis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(mostMillis));
  }

  @Test
  void whose_line_is_cut_while_it_decides_is_replaced(PostgresBase base) throws Exception {
    rounds(
        "the line of the one that decides is cut",
        base,
        ClusterScene.AT_ONCE,
        (scene, random) -> replaced(scene, random, NodeLine::cut, NodeLine::mend));
  }

  @Test
  void whose_line_stands_still_while_it_decides_is_replaced(PostgresBase base) throws Exception {
    rounds(
        "the line of the one that decides stands still",
        base,
        ClusterScene.A_WHILE,
        (scene, random) -> replaced(scene, random, NodeLine::freeze, NodeLine::thaw));
  }

  private void replaced(
      ClusterScene scene, Random random, Consumer<NodeLine> begin, Consumer<NodeLine> end)
      throws Exception {
    String node = scene.deciding().orElseThrow();
    long ready = scene.says(node, READY);
    scene.fails();
    pause(random, SPREAD_MILLIS);
    long struck = System.nanoTime();
    begin.accept(scene.line(node));
    scene.await(
        "another one that decides",
        () -> scene.deciding().filter(now -> !now.equals(node)).isPresent());
    takeovers.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - struck));
    assertThat(takeovers).allMatch(millis -> millis < Takeover.MOST_MILLIS);
    scene.await("the alert", () -> scene.hears("ALERT"));
    pause(random, SPREAD_MILLIS);
    end.accept(scene.line(node));
    scene.await(node + " to stand ready again", () -> scene.says(node, READY) > ready);
    scene.recovers();
    scene.await("the recovery", () -> scene.hears("RECOVERY"));
  }

  @Test
  void whose_line_is_cut_while_it_stands_ready_is_missed_by_nobody(PostgresBase base)
      throws Exception {
    rounds(
        "the line of one that stands ready is cut",
        base,
        ClusterScene.A_WHILE,
        ClusterLineIT::missed);
  }

  private static void missed(ClusterScene scene, Random random) throws Exception {
    String decides = scene.deciding().orElseThrow();
    String node = scene.standby(random);
    long ready = scene.says(node, READY);
    scene.line(node).cut();
    pause(random, GONE_MILLIS);
    scene.fails();
    scene.await("the alert", () -> scene.hears("ALERT"));
    assertThat(scene.deciding()).contains(decides);
    scene.recovers();
    scene.await("the recovery", () -> scene.hears("RECOVERY"));
    scene.line(node).mend();
    scene.await(node + " to stand ready again", () -> scene.says(node, READY) > ready);
    assertThat(scene.deciding()).contains(decides);
  }

  @Test
  void slow_lines_make_no_difference(PostgresBase base) throws Exception {
    rounds(
        "every line takes 100 ms longer each way", base, ClusterScene.AT_ONCE, ClusterLineIT::slow);
  }

  private static void slow(ClusterScene scene, Random random) throws Exception {
    String decides = scene.deciding().orElseThrow();
    scene.lines().forEach(line -> line.delay(SLOW_MILLIS));
    pause(random, SPREAD_MILLIS);
    scene.fails();
    scene.await("the alert", () -> scene.hears("ALERT"));
    pause(random, SPREAD_MILLIS);
    scene.recovers();
    scene.await("the recovery", () -> scene.hears("RECOVERY"));
    scene.awaitQuiet();
    assertThat(scene.deciding()).contains(decides);
    assertThat(scene.heard()).hasSize(2);
    scene.lines().forEach(line -> line.delay(0));
  }
}
