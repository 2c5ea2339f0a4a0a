package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Change.Reminding;
import homebox.controlplane.alert.Transition.Incidents;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Run;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes due in a channel that would send it at once is written as claimed by it. */
@EachDatabase
class ClaimTest {
  private static final AlertPlan TWO =
      new AlertPlan(List.of("log", "telegram"), Optional.of(Duration.ofHours(1)));
  private static final Ready READY = new Ready("telegram", true, "me", Duration.ofSeconds(40));
  private static final String ROWS =
      "SELECT state, attempts, epoch, owner, lease_until FROM message WHERE channel = 'telegram'"
          + " ORDER BY id";

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private static void say(AlertRig rig, Ready ready) {
    rig.onLoop(
        () -> {
          Ready.ADDRESS.publish(rig.vertx, ready);
          return Future.succeededFuture();
        });
  }

  private List<String> states() {
    return place.ask(ROWS).stream().map(row -> row.get(0)).toList();
  }

  @Test
  void one_change_is_claimed_and_handed_on_so_and_the_next_is_due() {
    try (AlertRig rig = new AlertRig(place, AlertRig.NOON, TWO)) {
      say(rig, READY);
      rig.hear("box", "gfff");
      rig.await("it is said", () -> rig.due.size() == 1);
      String until = String.valueOf(AlertRig.NOON.plusSeconds(4 + 40).toEpochMilli());
      assertThat(place.ask(ROWS)).containsExactly(List.of("SENDING", "1", "1", "me", until));
      assertThat(place.ask("SELECT state, attempts, epoch FROM message WHERE channel = 'log'"))
          .containsExactly(List.of("DUE", "0", "0"));
      assertThat(rig.due.get(0).rows().stream().map(row -> row.claimed().isPresent()))
          .containsExactly(false, true);

      rig.hear("nas", "gfff");
      rig.await("it is said", () -> rig.due.size() == 2);
      assertThat(states()).containsExactly("SENDING", "DUE");
      assertThat(rig.due.get(1).rows()).allMatch(row -> row.claimed().isEmpty());
    }
  }

  @Test
  void one_that_has_something_to_do_claims_nothing() {
    try (AlertRig rig = new AlertRig(place, AlertRig.NOON, TWO)) {
      say(rig, READY);
      say(rig, new Ready("telegram", false, "me", Duration.ofSeconds(40)));
      rig.hear("box", "gfff");
      rig.await("it is said", () -> rig.due.size() == 1);
      assertThat(states()).containsExactly("DUE");
    }
  }

  @Test
  void a_reminder_is_due() {
    try (AlertRig rig = new AlertRig(place, AlertRig.NOON, TWO)) {
      rig.hear("box", "gfff");
      rig.await("it is said", () -> rig.due.size() == 1);
      say(rig, READY);
      rig.advance(Duration.ofMinutes(59));
      rig.hear("box", "f");
      rig.advance(Duration.ofMinutes(2));
      rig.await("the reminder", () -> rig.due.size() == 2);
      assertThat(states()).containsExactly("DUE", "DUE");
    }
  }

  /** The answer to the commit was lost: who had claimed it does not know that it stands there. */
  @Test
  void written_once_more_it_is_due() {
    try (AlertRig rig = new AlertRig(place, AlertRig.NOON, TWO)) {
      var claim = new Claim(Map.of("telegram", READY), 5, AlertRig.NOON);
      List<MessagesDue.Row> first = write(rig, claim, false);
      assertThat(first).extracting(MessagesDue.Row::claimed).containsExactly(Optional.of(5L));
      assertThat(states()).containsExactly("SENDING");
      assertThat(write(rig, claim, true)).isEmpty();
      assertThat(place.ask("SELECT state, attempts, owner IS NULL FROM message"))
          .containsExactly(List.of("DUE", "0", "1"));
    }
  }

  @Test
  void told_meanwhile_it_may_be_a_repeat() {
    try (AlertRig rig = new AlertRig(place, AlertRig.NOON, TWO)) {
      var claim = new Claim(Map.of("telegram", READY), 5, AlertRig.NOON);
      write(rig, claim, false);
      write(rig, new Writing(outage(), 1, true, false, claim, true));
      assertThat(place.ask("SELECT state, epoch, possible_repeat FROM message"))
          .containsExactly(List.of("DUE", "0", "1"));
    }
  }

  @Test
  void so_it_is_where_the_first_time_was_in_vain() {
    try (AlertRig rig = new AlertRig(place, AlertRig.NOON, TWO)) {
      var claim = new Claim(Map.of("telegram", READY), 5, AlertRig.NOON);
      List<MessagesDue.Row> second = write(rig, claim, true);
      assertThat(second).extracting(MessagesDue.Row::claimed).containsExactly(Optional.empty());
      assertThat(states()).containsExactly("DUE");
    }
  }

  @Test
  void a_claim_of_its_own_is_left_alone() {
    try (AlertRig rig = new AlertRig(place, AlertRig.NOON, TWO)) {
      var claim = new Claim(Map.of("telegram", READY), 5, AlertRig.NOON);
      write(rig, Claim.NONE, false);
      place.change(
          "UPDATE message SET state = 'SENDING', attempts = 1, epoch = 1, owner = 'me',"
              + " lease_until = 7");
      write(rig, claim, true);
      assertThat(states()).containsExactly("SENDING");
    }
  }

  private static List<MessagesDue.Row> write(AlertRig rig, Claim claim, boolean again) {
    return write(rig, new Writing(outage(), 1, false, false, claim, again));
  }

  private static List<MessagesDue.Row> write(AlertRig rig, Writing writing) {
    return rig.onLoop(() -> rig.database.writer().submit(Lane.URGENT, writing::on));
  }

  private static Change outage() {
    var at = new Moment(AlertRig.NOON, AlertRig.NOON.toEpochMilli());
    var incident =
        new Incident("box", Incident.Kind.OUTAGE, at, Optional.empty(), Optional.empty());
    var transition =
        new Transition(
            "box",
            new Transition.Change(Level.PENDING, Level.DOWN),
            at,
            at,
            Answers.of('f'),
            new Incidents(Optional.empty(), Optional.of(incident)));
    var state =
        new ServiceState(
            Level.DOWN, Optional.of(at), Run.NONE, Optional.empty(), Optional.of(incident));
    var message =
        new Message(
            "telegram", "k", "ALERT", "box", incident.id(), "DOWN", new JsonObject(), at.at());
    return new Change(
        AlertRig.service("box"),
        state,
        Optional.of(transition),
        Reminding.NONE,
        Flaps.NONE,
        List.of(message));
  }
}
