package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Level;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.WriteLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was decided is on the disk before anybody hears of it, and a restart knows it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
/** A file that somebody else holds: it can be read, and not written. */
class LockedFileTest {
  @TempDir Path folder;
  private Place place;

  @BeforeEach
  void here() {
    place = Place.of(folder.resolve("history.db"));
  }

  private AlertRig rig(Instant now) {
    return new AlertRig(place, now, new AlertPlan(List.of("log", "telegram"), Optional.empty()));
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  @Test
  void a_change_that_cannot_be_written_is_told_after_five_seconds_and_written_later()
      throws Exception {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      rig.hear("box", "g");
      rig.await("the first change", () -> rig.transitions.size() == 1);
      try (WriteLock lock = place.lock()) {
        rig.hear("box", "fff");
        rig.await("the database is locked", () -> rig.database.trouble().isPresent());
        rig.advance(Duration.ofSeconds(4));
        assertThat(rig.unstored).isEmpty();
        rig.advance(Duration.ofSeconds(2));
        rig.await("it is told", () -> rig.unstored.size() == 2);
        rig.await("it is said", () -> rig.transitions.size() == 2);
        assertThat(rig.due).isEmpty();
        lock.release();
      }
      rig.await(
          "it is written",
          () -> {
            LockSupport.parkNanos(100_000_000);
            rig.advance(Duration.ofMillis(500));
            return ask("SELECT count(*) FROM message WHERE possible_repeat = 1")
                .equals(List.of(List.of("2")));
          });
      rig.await("its rows are said to be there", () -> rig.due.size() == 1);
      rig.hear("box", "g");
      rig.await("the recovery", () -> rig.transitions.size() == 3);
    }
    assertThat(ask("SELECT version, level FROM service_state")).containsExactly(List.of("3", "UP"));
    assertThat(ask("SELECT count(*) FROM message")).containsExactly(List.of("4"));
  }

  @Test
  void a_database_that_comes_late_still_tells_the_end_of_an_outage_from_before() throws Exception {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      rig.hear("box", "gfff");
      rig.await("both changes", () -> rig.transitions.size() == 2);
    }
    try (WriteLock lock = place.lock()) {
      try (AlertRig rig = rig(AlertRig.NOON.plusSeconds(600))) {
        assertThat(rig.alert.known("box")).isEqualTo(Level.PENDING);
        rig.hear("box", "g");
        rig.advance(Duration.ofSeconds(6));
        rig.await("it is told", () -> rig.transitions.size() == 1);
        lock.release();
        rig.await(
            "the recovery",
            () -> {
              LockSupport.parkNanos(200_000_000); // the writer's deadline runs by this clock too
              rig.hear("box", "g");
              return rig.transitions.size() == 2;
            });
        assertThat(rig.transitions.get(1).change().from()).isEqualTo(Level.DOWN);
      }
    }
    assertThat(ask("SELECT count(*) FROM incident WHERE ended IS NULL"))
        .containsExactly(List.of("0"));
  }
}
