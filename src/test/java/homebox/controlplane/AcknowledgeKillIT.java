package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.AcknowledgeScene.Cared;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.WriteLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * kill -9 while one press, or one command, acknowledges many incidents, with the real jar: all of
 * them and the bot's progress are on the disk, or none of it, and the next life obeys once. {@code
 * -Dseed} and {@code -Drounds}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class AcknowledgeKillIT {
  private static final long SEED = Long.getLong("seed", 20_261_128L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 50 : 2);

  @TempDir Path folder;

  /** When it is killed after it was told to acknowledge. */
  enum Step {
    /** The database cannot take it; after half a second that would be said. */
    BEFORE_THE_COMMIT(300),
    /** It is on the disk. */
    AFTER_THE_COMMIT(50),
    /** Wherever it happens to be; most often in the transaction. */
    AT_ANY_MOMENT(150);

    private final int spread;

    Step(int spread) {
      this.spread = spread;
    }

    void killIn(AcknowledgeScene scene, Random random) throws InterruptedException {
      if (this == AFTER_THE_COMMIT) {
        scene.await("the commit", () -> scene.cared().count() > 0);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(spread));
      scene.kill();
    }

    boolean expects(int acknowledged) {
      return switch (this) {
        case BEFORE_THE_COMMIT -> acknowledged == 0;
        case AFTER_THE_COMMIT -> acknowledged == AcknowledgeScene.SERVICES;
        case AT_ANY_MOMENT -> acknowledged == 0 || acknowledged == AcknowledgeScene.SERVICES;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void killed_here_all_are_acknowledged_or_none_and_it_is_obeyed_once(Step step) throws Exception {
    int before = 0;
    int after = 0;
    int beside = 0;
    try (var scene = new AcknowledgeScene(folder)) {
      scene.start();
      while (before + after < ROUNDS) {
        long seed = SEED + 1_000L * step.ordinal() + before + after + beside;
        int found = round(scene, step, new Random(seed), "%s, seed %d".formatted(step, seed));
        before += found == 0 ? 1 : 0;
        after += found > 0 ? 1 : 0;
        beside += found < 0 ? 1 : 0;
        assertThat(beside).as("kills that came too late for the step").isLessThan(ROUNDS + 3);
      }
      assertThat(scene.telegram.violations()).isEmpty();
    } finally {
      System.out.printf(
          "kill -9 while %d are acknowledged, %s: rounds %d, none on the disk %d, all %d (seed %d)%n",
          AcknowledgeScene.SERVICES, step, before + after, before, after, SEED);
    }
  }

  /** How many were acknowledged on the disk after the kill; -1: it came too late for the step. */
  private static int round(AcknowledgeScene scene, Step step, Random random, String when)
      throws Exception {
    scene.die();
    assertThat(scene.cared().rows()).as(when).isEmpty();
    Optional<Message> pressed = random.nextBoolean() ? scene.alert() : Optional.empty();
    long update;
    WriteLock lock = step == Step.BEFORE_THE_COMMIT ? scene.lock() : null;
    try (lock) {
      update = pressed.map(scene::press).orElseGet(scene::command);
      step.killIn(scene, random);
    }
    Cared found = scene.cared();
    assertThat(step.expects(found.count())).as("%s: %d", when, found.count()).isTrue();
    assertThat(found.past(update)).as(when).isEqualTo(found.count() > 0);
    boolean refused = scene.refused();
    scene.start();
    if (refused) {
      return -1;
    }
    scene.await("the next life to obey", () -> scene.cared().past(update));
    scene.await("the update to be over", () -> scene.telegram.confirmed().contains(update));
    Cared at = scene.cared();
    assertThat(at.count()).as(when).isEqualTo(AcknowledgeScene.SERVICES);
    if (found.count() > 0) {
      assertThat(at.rows()).as(when).isEqualTo(found.rows());
    }
    String note = pressed.isPresent() ? "" : AcknowledgeScene.NOTE;
    assertThat(at.rows())
        .as(when)
        .allSatisfy(row -> assertThat(row.subList(2, 4)).containsExactly("Anna (Telegram)", note));
    assertThat(at.notes()).as(when + ": who obeys twice writes a note").isZero();
    if (pressed.isEmpty() && found.count() == 0) {
      scene.await("the answer", () -> scene.answers() == 1);
    }
    assertThat(scene.answers()).as(when).isLessThanOrEqualTo(1);
    return found.count();
  }
}
