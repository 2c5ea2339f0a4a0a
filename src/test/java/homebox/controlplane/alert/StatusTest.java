package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Cover.Parent;
import homebox.controlplane.alert.Cover.Paused;
import homebox.controlplane.alert.Cover.Work;
import homebox.controlplane.check.Level;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first that holds. */
class StatusTest {
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final Optional<Work> WORK = Optional.of(new Work(NOW, ""));
  private static final Optional<Parent> PARENT = Optional.of(new Parent("router", "Router"));
  private static final Optional<Paused> PAUSED = Optional.of(new Paused("admin", NOW));

  private static Status of(Level level, Cover cover, boolean silent) {
    var standing =
        new Standing("box", level, Optional.of(NOW), Optional.empty(), cover, Optional.empty());
    return Status.of(Optional.of(standing), silent);
  }

  private static Cover cover(
      Optional<Work> work, Optional<Parent> parent, Optional<Paused> paused, boolean offline) {
    return Cover.of(work, parent, Optional.empty(), paused, false, offline);
  }

  @Test
  void what_is_not_asked_comes_first_and_its_own_state_last() {
    assertThat(of(Level.DOWN, cover(WORK, PARENT, PAUSED, true), true)).isEqualTo(Status.PAUSED);
    assertThat(of(Level.DOWN, cover(WORK, PARENT, Optional.empty(), true), true))
        .isEqualTo(Status.MAINTENANCE);
    assertThat(of(Level.DOWN, cover(Optional.empty(), PARENT, Optional.empty(), true), false))
        .isEqualTo(Status.UNKNOWN);
    assertThat(of(Level.DOWN, cover(Optional.empty(), PARENT, Optional.empty(), false), true))
        .isEqualTo(Status.UNKNOWN);
    assertThat(of(Level.DOWN, cover(Optional.empty(), PARENT, Optional.empty(), false), false))
        .isEqualTo(Status.UNREACHABLE);
    for (Level level : Level.values()) {
      assertThat(of(level, Cover.NONE, false).name()).isEqualTo(level.name());
    }
  }

  @Test
  void its_own_states_are_those_that_it_can_be_confirmed_in_and_two_are_no_worry() {
    assertThat(Status.values())
        .filteredOn(Status::isLevel)
        .containsExactly(Status.DOWN, Status.SLOW, Status.UP);
    assertThat(Status.values())
        .filteredOn(Status::isFine)
        .containsExactly(Status.PENDING, Status.UP);
  }

  @Test
  void of_who_nothing_was_said_yet_an_answer_is_waited_for_but_not_for_ever() {
    assertThat(Status.of(Optional.empty(), false)).isEqualTo(Status.PENDING);
    assertThat(Status.of(Optional.empty(), true)).isEqualTo(Status.UNKNOWN);
  }
}
