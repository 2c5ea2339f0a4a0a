package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.notify.DeadLetters.Came;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was given up, and is sent after all. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class DeadLettersTest {
  private static final Instant NOON = NotifierRig.NOON;

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private NotifierRig rig(Instant now) {
    return new NotifierRig(place, now, Duration.ZERO);
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private List<String> states() {
    return ask("SELECT state FROM message ORDER BY id").stream().map(row -> row.get(0)).toList();
  }

  private static Came again(NotifierRig rig, long id) {
    return rig.onLoop(
        () ->
            new DeadLetters(rig.database)
                .again(id, "Anna", rig.pace.instant())
                .onSuccess(
                    came ->
                        MessagesDue.ADDRESS.publish(
                            rig.vertx, new MessagesDue(Set.of("telegram")))));
  }

  private void strange(NotifierRig rig) {
    for (int n = 0; n < 3; n++) {
      rig.channel.answers.add(new Delivery.Unknown("200: what?", Fault.CLIENT_ERROR));
    }
    rig.commit(Kind.ALERT, "a");
    rig.passUntil(
        "it is given up", Duration.ofSeconds(1), () -> states().equals(List.of("FAILED")));
  }

  @Test
  void it_is_told_once_more_marked_and_a_second_press_does_nothing() {
    try (NotifierRig rig = rig(NOON)) {
      strange(rig);
      rig.channel.hangs = true;
      assertThat(again(rig, 1)).isEqualTo(Came.DUE);
      assertThat(again(rig, 1)).isEqualTo(Came.ALREADY);
      rig.await("the fourth try", () -> rig.channel.texts.size() == 4);
      rig.channel.hangs = false;
      rig.onLoop(
          () -> {
            rig.channel.hanging.forEach(
                promise -> promise.tryComplete(new Delivery.Sent("It arrived.", Optional.empty())));
            return Future.succeededFuture();
          });
      rig.await("it is marked", () -> states().equals(List.of("SENT")));
      assertThat(again(rig, 1)).isEqualTo(Came.ALREADY);
      rig.settle();
      assertThat(rig.channel.texts).hasSize(4);
    }
    assertThat(
            ask("SELECT attempts, answer, answer_before, again_by, possible_repeat FROM message"))
        .containsExactly(List.of("4", "It arrived.", "200: what?", "Anna", "1"));
  }

  @Test
  void it_goes_before_what_came_later_and_what_was_never_given_up_is_left_alone() {
    try (NotifierRig rig = rig(NOON)) {
      strange(rig);
      rig.channel.answers.add(FakeChannel.later(Duration.ofMinutes(1)));
      rig.commit(Kind.ALERT, "b");
      rig.await("it waits", () -> rig.channel.texts.size() == 4);
      assertThat(again(rig, 2)).isEqualTo(Came.NOT_FAILED);
      assertThat(again(rig, 77)).isEqualTo(Came.NOT_FAILED);
      assertThat(again(rig, 1)).isEqualTo(Came.DUE);
      rig.passUntil("both", Duration.ofSeconds(10), () -> states().equals(List.of("SENT", "SENT")));
      assertThat(rig.channel.texts.subList(4, rig.channel.texts.size()))
          .allSatisfy(text -> assertThat(text).contains("ALERT"))
          .first()
          .asString()
          .startsWith("ALERT a");
    }
  }

  @Test
  void it_has_a_day_again_also_over_a_restart_and_what_was_last_told_stays() {
    rig(NOON).close();
    place.change("INSERT INTO told (service, channel, level) VALUES ('a', 'x', 'UP')");
    try (NotifierRig rig = rig(NOON)) {
      rig.channel.works = false;
      rig.channel.answers.add(new Delivery.Refused("Blocked.", Fault.AUTH_ERROR, "unblock it"));
      rig.commit(Kind.ALERT, "a");
      rig.passUntil(
          "it is given up", Duration.ofMinutes(30), () -> states().equals(List.of("FAILED")));
      assertThat(again(rig, 1)).isEqualTo(Came.DUE);
      assertThat(ask("SELECT possible_repeat FROM message")).containsExactly(List.of("0"));
    }
    try (NotifierRig rig = rig(NOON.plus(Duration.ofHours(40)))) {
      rig.passUntil("it is told", Gate.TEST, () -> states().stream().allMatch("SENT"::equals));
      assertThat(rig.channel.texts).contains("ALERT a");
    }
    assertThat(ask("SELECT level FROM told")).containsExactly(List.of("UP"));
  }
}
