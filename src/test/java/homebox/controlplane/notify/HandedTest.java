package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Message;
import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is due is told as it was handed on, by who has nothing else to tell. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class HandedTest {
  private Place place;
  private NotifierRig rig;

  @BeforeEach
  void open(Place given) {
    place = given;
    rig = new NotifierRig(place, NotifierRig.NOON, Duration.ZERO);
    rig.awaitReady();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /** It stands there, and nobody has heard of it. */
  private long stored(String key) {
    rig.store("telegram", Kind.ALERT, key, key);
    return Long.parseLong(
        place.ask("SELECT id FROM message WHERE key = '" + key + "'").get(0).get(0));
  }

  /** It is said to be due, about a service of another name, by which one sees what is told. */
  private void hand(String... keys) {
    List<MessagesDue.Row> rows = new ArrayList<>();
    for (String key : keys) {
      long id = stored(key);
      var message =
          new Message(
              "telegram",
              key,
              "ALERT",
              "handed " + key,
              "i",
              "DOWN",
              new JsonObject(),
              NotifierRig.NOON);
      rows.add(new MessagesDue.Row(id, message, Optional.empty()));
    }
    rig.say(new MessagesDue(Set.of("telegram"), rows));
  }

  private List<String> states() {
    return place.ask("SELECT state FROM message ORDER BY id").stream()
        .map(row -> row.get(0))
        .toList();
  }

  @Test
  void it_is_told_unread_and_marked() {
    hand("a");
    rig.await("it is marked", () -> states().equals(List.of("SENT")));
    assertThat(rig.channel.texts).containsExactly("ALERT handed a");
    assertThat(place.ask("SELECT attempts, epoch, possible_repeat FROM message"))
        .containsExactly(List.of("1", "1", "0"));
  }

  @Test
  void several_are_told_together_in_their_order() {
    hand("b", "a");
    rig.await("they are marked", () -> states().equals(List.of("SENT", "SENT")));
    assertThat(rig.channel.texts).containsExactly("ALERT handed b; ALERT handed a");
  }

  @Test
  void the_next_one_is_as_quick_as_the_first() {
    hand("a");
    rig.await("it is marked", () -> states().equals(List.of("SENT")));
    rig.awaitReady();
    hand("b");
    rig.await("it is marked", () -> states().equals(List.of("SENT", "SENT")));
    assertThat(rig.channel.texts).containsExactly("ALERT handed a", "ALERT handed b");
  }

  @Test
  void what_waits_already_is_told_before() {
    rig.channel.answers.add(FakeChannel.later(Duration.ofSeconds(5)));
    hand("a");
    rig.await("it is due again", () -> rig.channel.texts.size() == 1);
    rig.await("that is written", () -> states().equals(List.of("DUE")));
    hand("b");
    rig.passUntil("both are told", Duration.ofSeconds(1), () -> !states().contains("DUE"));
    rig.await("both are marked", () -> states().equals(List.of("SENT", "SENT")));
    assertThat(String.join("; ", rig.channel.texts)).isEqualTo("ALERT handed a; ALERT a; ALERT b");
  }

  @Test
  void what_comes_while_another_one_is_on_its_way_is_read() {
    rig.channel.hangs = true;
    hand("a");
    rig.await("it is on its way", () -> rig.channel.texts.size() == 1);
    hand("b");
    rig.channel.hangs = false;
    rig.let();
    rig.passUntil("both are told", Duration.ofSeconds(1), () -> !states().contains("DUE"));
    rig.await("both are marked", () -> states().equals(List.of("SENT", "SENT")));
    assertThat(rig.channel.texts.get(0)).isEqualTo("ALERT handed a");
    assertThat(String.join("; ", rig.channel.texts.subList(1, rig.channel.texts.size())))
        .contains("ALERT a", "ALERT b")
        .doesNotContain("handed");
  }
}
