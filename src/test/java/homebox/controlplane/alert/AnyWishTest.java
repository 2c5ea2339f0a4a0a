package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.api.Assertions;

/**
 * Whatever a service answers, and whatever people want meanwhile, over restarts: while it is muted
 * nobody is told that it got worse, afterwards exactly if it is not what was last told, and a pause
 * forgets.
 */
class AnyWishTest {
  private static final Duration MUTE = Duration.ofMinutes(1);

  /**
   * One after the other.
   *
   * @param steps g good, f failed, m mute, u unmute, p pause, r resume, t until a mute has ended, x
   *     restart
   */
  @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void what_is_told_is_what_the_rules_say(
      @ForAll @Chars({'g', 'f', 'g', 'f', 'm', 'u', 'p', 'r', 't', 'x'}) @StringLength(max = 16)
          String steps)
      throws IOException {
    var life = new Life(Files.createTempDirectory("wish").resolve("history.db"));
    try {
      steps.chars().forEach(step -> life.take((char) step));
      life.take('t');
      life.take('f');
      life.take('g');
      assertThat(life.told()).containsExactlyElementsOf(life.expected);
    } finally {
      life.rig.close();
    }
  }

  private static final class Life {
    private final Path file;
    private final List<String> expected = new ArrayList<>();
    private AlertRig rig;
    private char level = 'p'; // pending, good or failed
    private boolean down; // as people know it
    private boolean muted;
    private boolean paused;
    private int transitions;

    Life(Path file) {
      this.file = file;
      begin(WishScene.NOON);
    }

    private void begin(Instant now) {
      Settings settings = Configured.by(WishScene.YAML);
      transitions = 0;
      rig =
          new AlertRig(
              Place.of(file),
              now,
              AlertPlan.of(settings),
              settings.watched(),
              HushPlan.of(settings));
    }

    void take(char step) {
      switch (step) {
        case 'm' -> muted = give(new Order.Mute("box", MUTE), true);
        case 'u' -> muted = give(new Order.Unmute("box"), false);
        case 'p' -> pause();
        case 'r' -> paused = give(new Order.Resume("box"), false);
        case 't' -> pass();
        case 'x' -> restart();
        default -> hear(step);
      }
    }

    private static boolean done(Obeyed obeyed, boolean now) {
      Assertions.assertThat(obeyed).isInstanceOf(Obeyed.Done.class);
      return now;
    }

    private boolean give(Order order, boolean now) {
      return done(WishScene.give(rig, order), now);
    }

    private void pause() {
      if (!paused) {
        level = 'p';
        down = false;
      }
      paused = give(new Order.Pause("box"), true);
    }

    private void pass() {
      rig.advance(MUTE.plusSeconds(1));
      muted = false;
    }

    /**
     * A first answer that is good waits for nobody: whoever ends before it is written forgets it.
     */
    private void restart() {
      if (level != 'p') {
        rig.await("it is written", () -> stored().equals(level == 'g' ? "UP" : "DOWN"));
      }
      Instant now = rig.pace.instant();
      rig.close();
      begin(now.plusSeconds(1));
    }

    private void hear(char letter) {
      if (!paused) {
        transitions += letter == level ? 0 : 1;
        level = letter;
        if (letter == 'f' && !down && !muted) {
          expected.add("ALERT");
          down = true;
        } else if (letter == 'g' && down) {
          expected.add("RECOVERY");
          down = false;
        }
      }
      rig.hear("box", String.valueOf(letter));
      rig.await("what was decided", () -> rig.transitions.size() == transitions);
      rig.await("what is told", () -> told().equals(expected));
    }

    private String stored() {
      return Database.ask(file, "SELECT level FROM service_state WHERE service = 'box'").stream()
          .map(row -> row.get(0))
          .findFirst()
          .orElse("");
    }

    private List<String> told() {
      return Database.ask(
              file,
              "SELECT kind FROM message WHERE channel = 'telegram'"
                  + " AND kind IN ('ALERT', 'RECOVERY') ORDER BY id")
          .stream()
          .map(row -> row.get(0))
          .toList();
    }
  }
}
