package homebox.controlplane.history;

import static homebox.controlplane.history.Rig.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.OldHistory;
import homebox.controlplane.testkit.OldNight;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever it was, and however often we end in the middle: the same comes of it. */
class AdoptionModelTest {
  private static final long SEED = Long.getLong("seed", 20_261_127L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 300 : 5);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void what_was_written_is_there_once_and_as_it_was() {
    int ends = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long seed = SEED + round;
      Path file = folder.resolve(round + "/history.db");
      var night =
          new OldNight(
                  seed,
                  Map.of("The box", Duration.ofSeconds(1), "Cave à vin", LIMIT, "Neron", LIMIT),
                  2_500)
              .write(file);
      int lives = adopt(file, new Random(seed));
      ends += lives - 1;
      String when = "seed %d, %d lives".formatted(seed, lives);
      assertThat(OldNight.checks(file)).as(when).isEqualTo(night.checks());
      assertThat(OldNight.incidents(file)).as(when).isEqualTo(night.incidents());
      assertThat(OldNight.intervals(file)).as(when).isEqualTo(night.intervals());
      assertThat(mark(file).unread()).as(when).isEqualTo(night.unreadable());
      assertThat(OldHistory.kept(file)).as(when).hasSize(1);
    }
    assertThat(ends).as("ends in the middle").isPositive();
    System.out.printf(
        "adopted %d histories with %d ends in the middle: lost 0, doubled 0 (seed %d)%n",
        ROUNDS, ends, SEED);
  }

  /** How many processes it took. */
  private static int adopt(Path file, Random random) {
    for (int life = 1; ; life++) {
      try (Rig rig = Rig.on(file, NOON.plus(Duration.ofMinutes(life)))) {
        List<ServiceConfig> services = List.of(Rig.service("box"));
        rig.verticle.adopt(new AdoptionPlan(OldNight.ZONE, services, LIMIT, line -> {}));
        for (int n = random.nextInt(8); n > 0; n--) {
          rig.advance(Duration.ofMillis(6));
        }
      }
      if (mark(file).stage() == AdoptionMark.Stage.DONE) {
        return life;
      }
    }
  }

  private static AdoptionMark mark(Path file) {
    List<List<String>> found =
        Database.ask(file, "SELECT value FROM setting WHERE name = 'adoption'");
    return found.isEmpty()
        ? AdoptionMark.START
        : AdoptionMark.of(new JsonObject(found.get(0).get(0)));
  }
}
