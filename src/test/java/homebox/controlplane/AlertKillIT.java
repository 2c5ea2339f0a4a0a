package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * kill -9 at each step of an alert, with the real jar: no outage stays untold, what is told twice
 * says so, and what stands as told is told no second time. {@code -Dseed} and {@code -Drounds}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class AlertKillIT {
  private static final long SEED = Long.getLong("seed", 20_261_124L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 50 : 2);
  private static final String REPEAT = "(possible repeat)";

  @TempDir Path folder;

  /**
   * What came of one kill.
   *
   * @param lost 1 if the outage or its end stayed untold for a minute
   * @param repeated how often the outage was told again, and marked
   */
  private record Round(boolean atStep, int lost, int repeated) {}

  @ParameterizedTest
  @EnumSource
  void killed_at_this_step_nothing_is_lost_and_every_repeat_is_marked(KillStep step)
      throws Exception {
    var random = new Random(SEED + step.ordinal());
    int reached = 0;
    int lost = 0;
    int repeated = 0;
    int missed = 0;
    try (var scene = new KillScene(folder, step.groupWait())) {
      scene.start();
      while (reached < ROUNDS) {
        Round round = round(scene, step, random);
        lost += round.lost();
        repeated += round.repeated();
        reached += round.atStep() ? 1 : 0;
        missed += round.atStep() ? 0 : 1;
        assertThat(missed).as("kills that came too late for the step").isLessThan(ROUNDS + 3);
      }
      assertThat(scene.telegram.violations()).isEmpty();
    } finally {
      System.out.printf(
          "kill -9 %s: rounds %d, lost %d, repeated and marked %d, beside the step %d (seed %d)%n",
          step, reached, lost, repeated, missed, SEED);
    }
    assertThat(lost).isZero();
  }

  private static Round round(KillScene scene, KillStep step, Random random) throws Exception {
    scene.begin();
    step.reach(scene);
    TimeUnit.MILLISECONDS.sleep(random.nextInt(step.spread()));
    String found = scene.kill();
    boolean gone = !found.isEmpty() && random.nextBoolean();
    if (gone) { // the end of the outage comes while we are off: both are told from the disk
      scene.site.answers(200);
    }
    scene.start();
    boolean alert = scene.hears("ALERT");
    TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
    scene.site.answers(200);
    boolean recovery = scene.hears("RECOVERY");
    scene.awaitSilence();
    if (!alert || !recovery) {
      return new Round(step.isAt(found), 1, 0);
    }
    List<String> alerts = holds(scene.heard(), "%s, %s, seed %d".formatted(step, found, SEED));
    if (found.equals("SENT")) {
      assertThat(alerts).as("what stands as told is not told again").hasSize(1);
    }
    return new Round(step.isAt(found), 0, alerts.size() - 1);
  }

  /** The promises of one round; the alerts that were heard. */
  private static List<String> holds(List<String> heard, String when) {
    List<String> alerts = heard.stream().filter(text -> text.contains("ALERT")).toList();
    assertThat(alerts.stream().skip(1)).as(when).allMatch(text -> text.contains(REPEAT));
    assertThat(heard.stream().filter(text -> text.contains("RECOVERY"))).as(when).hasSize(1);
    assertThat(heard.get(heard.size() - 1)).as(when).contains("RECOVERY");
    return alerts;
  }
}
