package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnkeptTest {
  private final Unkept unkept = new Unkept();

  private static OutboxRow row(long id, String key) {
    return new OutboxRow(
        id, 0, key, Kind.ALERT, "nas", new JsonObject(), 0, Instant.EPOCH, false, Optional.empty());
  }

  /** Found by OutboxModelTest: told twice without a word, while the file was locked. */
  @Test
  void what_may_have_arrived_stays_so_until_the_database_knows_it() {
    OutboxRow due = row(1, "a");
    unkept.add(due.repeated());
    assertThat(unkept.with(List.of(due))).containsExactly(due.repeated());
    assertThat(unkept.with(List.of(due))).as("asked again").containsExactly(due.repeated());
    unkept.stored(List.of(due), false);
    assertThat(unkept.with(List.of(due)))
        .as("an earlier try was written")
        .containsExactly(due.repeated());
    unkept.stored(List.of(due), true);
    assertThat(unkept.with(List.of(due))).containsExactly(due);
  }

  @Test
  void what_is_due_and_what_stands_nowhere_come_in_their_order_each_once() {
    OutboxRow nowhere = row(0, "c");
    unkept.add(nowhere);
    unkept.add(row(2, "b"));
    List<OutboxRow> due = List.of(row(1, "a"), row(2, "b"));
    assertThat(unkept.with(due)).containsExactly(row(1, "a"), row(2, "b"), nowhere);
  }

  @Test
  void a_reminder_that_was_taken_back_is_forgotten_and_nothing_else_is() {
    var reminder =
        new OutboxRow(
            3,
            0,
            "incident:i:REMINDER:1",
            Kind.REMINDER,
            "nas",
            new JsonObject(),
            1,
            Instant.EPOCH,
            true,
            Optional.empty());
    unkept.add(reminder);
    unkept.add(row(1, "a"));
    unkept.add(row(0, "c"));
    unkept.takenBack(List.of(reminder));
    assertThat(unkept.with(List.of())).containsExactly(row(1, "a"), reminder, row(0, "c"));

    unkept.takenBack(List.of());

    assertThat(unkept.with(List.of())).containsExactly(row(1, "a"), row(0, "c"));
  }

  @Test
  void what_is_settled_is_not_told_though_it_stands_as_due() {
    unkept.add(row(1, "a").repeated());
    unkept.settle(List.of(row(1, "a")), Optional.empty());
    assertThat(unkept.with(List.of(row(1, "a")))).isEmpty();
  }

  @Test
  void what_was_told_lately_and_is_due_again_was_lost_by_the_database() {
    var told = new Unkept.Told(new Delivery.Sent("It arrived.", Optional.of("1")), Instant.EPOCH);
    unkept.settle(List.of(row(1, "a")), Optional.of(told));
    unkept.forget(List.of(row(1, "a")));
    assertThat(unkept.with(List.of(row(1, "a"), row(2, "b")))).containsExactly(row(2, "b"));
    assertThat(unkept.told(row(1, "a"))).contains(told);
  }

  /** A configuration that is wrong in the same way once more, say. */
  @Test
  void what_was_made_after_that_is_another_one() {
    Instant before = Instant.EPOCH.minusSeconds(1);
    var told = new Unkept.Told(new Delivery.Sent("It arrived.", Optional.of("1")), before);
    unkept.settle(List.of(row(1, "a")), Optional.of(told));
    unkept.forget(List.of(row(1, "a")));
    assertThat(unkept.with(List.of(row(2, "a")))).containsExactly(row(2, "a"));
    assertThat(unkept.told(row(2, "a"))).isEmpty();
  }

  @Test
  void what_was_given_up_may_be_due_again() {
    unkept.settle(List.of(row(1, "a")), Optional.empty());
    unkept.forget(List.of(row(1, "a")));
    assertThat(unkept.with(List.of(row(1, "a")))).containsExactly(row(1, "a"));
  }

  @Test
  void no_more_is_remembered_than_a_server_may_lose() {
    var told = new Unkept.Told(new Delivery.Sent("It arrived.", Optional.of("1")), Instant.EPOCH);
    for (int n = 0; n <= 500; n++) {
      unkept.settle(List.of(row(n, "key " + n)), Optional.of(told));
      unkept.forget(List.of(row(n, "key " + n)));
    }
    assertThat(unkept.told(row(0, "key 0"))).isEmpty();
    assertThat(unkept.told(row(1, "key 1"))).isPresent();
  }
}
