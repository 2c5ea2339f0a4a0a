package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Message;
import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who would send at once says so, and what is written as claimed by it leaves without a claim. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class ReadyTest {
  private static final String DUE = "SELECT count(*) FROM message WHERE state = 'DUE'";

  private Place place;
  private NotifierRig rig;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void open(Duration groupWait) {
    rig = new NotifierRig(place, NotifierRig.NOON, groupWait);
    rig.settle();
    rig.onLoop(
        () -> {
          rig.notifier.announce();
          return Future.succeededFuture();
        });
    rig.await("it says how it is", () -> rig.ready != null);
  }

  /** As it was written together with a change, and handed on. */
  private void claimed(String key) {
    String owner = rig.ready.owner();
    rig.store("telegram", Kind.ALERT, key, key);
    place.change(
        "UPDATE message SET state = 'SENDING', attempts = 1, epoch = 1, owner = '"
            + owner
            + "', lease_until = "
            + rig.pace.instant().plusSeconds(40).toEpochMilli()
            + " WHERE key = '"
            + key
            + "'");
    long id = place.number("SELECT id FROM message WHERE key = '" + key + "'");
    var message =
        new Message(
            "telegram", key, "ALERT", key, "i", "DOWN", new JsonObject(), rig.pace.instant());
    var row = new MessagesDue.Row(id, message, Optional.of(rig.pace.nanos()));
    rig.say(new MessagesDue(Set.of("telegram"), List.of(row)));
  }

  private void allSent() {
    rig.passUntil(
        "all is marked",
        Duration.ofSeconds(1),
        () -> place.ask("SELECT id FROM message WHERE state <> 'SENT'").isEmpty());
  }

  private List<List<String>> claims() {
    return place.ask("SELECT attempts, epoch, possible_repeat FROM message ORDER BY id");
  }

  @Test
  void it_leaves_without_another_claim() {
    open(Duration.ZERO);
    rig.awaitReady();
    claimed("a");
    allSent();
    assertThat(rig.channel.texts).containsExactly("ALERT a");
    assertThat(claims()).containsExactly(List.of("1", "1", "0"));
    rig.await("it is ready again", () -> rig.ready.yes());
  }

  @Test
  void what_comes_while_another_one_is_on_its_way_is_let_go_and_told_in_its_turn() {
    open(Duration.ZERO);
    rig.awaitReady();
    rig.channel.hangs = true;
    claimed("a");
    rig.await("it is on its way", () -> rig.channel.texts.size() == 1);
    rig.await("it is not ready", () -> !rig.ready.yes());
    claimed("b");
    rig.settle();
    assertThat(rig.channel.texts).containsExactly("ALERT a");
    rig.channel.hangs = false;
    rig.let();
    allSent();
    assertThat(String.join("; ", rig.channel.texts)).isEqualTo("ALERT a; ALERT a; ALERT b");
    assertThat(claims()).containsExactly(List.of("2", "2", "0"), List.of("1", "2", "0"));
  }

  @Test
  void what_is_told_already_is_not_told_again() {
    open(Duration.ZERO);
    rig.awaitReady();
    rig.tellUnstored(Kind.ALERT, "nas");
    rig.await("it is told", () -> rig.channel.texts.size() == 1);
    rig.settle();
    claimed("nas:ALERT");
    allSent();
    assertThat(rig.channel.texts).hasSize(1);
  }

  @Test
  void who_waits_for_a_group_is_not_ready() {
    open(Duration.ofSeconds(10));
    assertThat(rig.ready.yes()).isFalse();
  }

  @Test
  void who_is_asked_to_wait_is_not_ready_until_it_has_told() {
    open(Duration.ZERO);
    rig.awaitReady();
    rig.channel.answers.add(FakeChannel.later(Duration.ofSeconds(5)));
    claimed("a");
    rig.await("it is due again", () -> place.number(DUE) == 1);
    rig.await("it is not ready", () -> !rig.ready.yes());
    allSent();
    rig.await("it is ready again", () -> rig.ready.yes());
  }

  @Test
  void who_has_stopped_is_not_ready() {
    open(Duration.ZERO);
    rig.awaitReady();
    rig.onLoop(() -> rig.vertx.undeploy(rig.notifier.deploymentID()));
    rig.await("it says so", () -> !rig.ready.yes());
  }
}
