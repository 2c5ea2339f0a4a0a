package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Change.Reminding;
import homebox.controlplane.alert.Transition.Incidents;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Run;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class QuietWritingTest {
  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  @Test
  void of_many_together_the_ones_that_were_overtaken_are_left_as_they_are_and_told_apart() {
    var plan = new AlertPlan(List.of(), Optional.empty());
    try (AlertRig rig = new AlertRig(place, AlertRig.NOON, plan)) {
      assertThat(write(rig, List.of(row("b", 1), row("d", 1)))).containsExactly(true, true);
      assertThat(
              write(rig, List.of(row("a", 1), row("b", 1), row("c", 1), row("d", 2), row("e", 3))))
          .containsExactly(true, false, true, true, true);
      assertThat(place.ask("SELECT service, version FROM service_state ORDER BY service"))
          .hasSize(5);
    }
  }

  private static List<Boolean> write(AlertRig rig, List<QuietWriting.Row> rows) {
    return rig.onLoop(
        () -> rig.database.writer().submit(Lane.ORDINARY, new QuietWriting(rows)::on));
  }

  private static QuietWriting.Row row(String id, long version) {
    var at = new Moment(Instant.ofEpochMilli(1_000 + version), 1_000 + version);
    var transition =
        new Transition(
            id,
            new Transition.Change(Level.PENDING, Level.UP),
            at,
            at,
            Answers.of('g'),
            new Incidents(Optional.empty(), Optional.empty()));
    var state =
        new ServiceState(Level.UP, Optional.of(at), Run.NONE, Optional.empty(), Optional.empty());
    return new QuietWriting.Row(
        new Change(
            AlertRig.service(id),
            state,
            Optional.of(transition),
            Reminding.NONE,
            Flaps.NONE,
            List.of()),
        version);
  }
}
