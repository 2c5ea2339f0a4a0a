package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who speaks when a channel does not, and what is said of it afterwards. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EachDatabase
class StandbyTest {
  private static final Delivery REFUSED =
      new Delivery.Refused("Bot was blocked.", Fault.AUTH_ERROR, "unblock it");

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private final FakeChannel ops = new FakeChannel("ops");

  /** {@code ops} is the channel that is tried here, {@code telegram} another one. */
  private NotifierRig rig(String fallback) {
    var outlet = new Outlet(ops, new KeyWording(), Duration.ZERO, Optional.ofNullable(fallback));
    return new NotifierRig(place, NotifierRig.NOON, Duration.ZERO, Outlet.log(), outlet);
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private List<String> heard(NotifierRig rig) {
    return List.copyOf(rig.channel.texts);
  }

  @Test
  void what_a_paused_channel_cannot_tell_its_fallback_tells_and_says_for_whom() {
    try (NotifierRig rig = rig("telegram")) {
      ops.works = false;
      ops.answers.add(REFUSED);
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await("row and notice", () -> heard(rig).size() == 2);
      assertThat(heard(rig)).containsExactlyInAnyOrder("ALERT a", "CHANNEL ");
      rig.commit("ops", Kind.ALERT, "b", "incident:b:ALERT");
      rig.await("the next row", () -> heard(rig).contains("ALERT b"));
      ops.works = true;
      rig.passUntil("all is well", Gate.TEST, () -> heard(rig).size() == 4);
      rig.await("its own rows", () -> ops.texts.size() == 2);
    }
    assertThat(
            ask(
                "SELECT DISTINCT meant_for FROM message WHERE channel = 'telegram' AND service IN"
                    + " ('a', 'b')"))
        .containsExactly(List.of("ops"));
    assertThat(
            ask(
                "SELECT json_extract(facts, '$.what') FROM message WHERE kind = 'CHANNEL' ORDER BY"
                    + " id"))
        .containsExactly(List.of("broken"), List.of("works"));
  }

  @Test
  void what_only_rides_along_waits_for_its_own_channel_and_never_lies_in_the_log() {
    try (NotifierRig rig = rig("log")) {
      ops.works = false;
      ops.answers.add(REFUSED);
      rig.commit("ops", Kind.REMOVED, "nas", "incident:n:REMOVED");
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await(
          "the log speaks for it",
          () ->
              ask("SELECT kind, state FROM message WHERE channel = 'log'")
                  .equals(List.of(List.of("ALERT", "SENT"))));
      ops.works = true;
      rig.passUntil("its own channel", Gate.TEST, () -> ops.texts.contains("ALERT a; REMOVED nas"));
    }
  }

  @Test
  void what_the_fallback_tells_anyway_it_tells_once() {
    try (NotifierRig rig = rig("telegram")) {
      ops.works = false;
      ops.answers.add(REFUSED);
      rig.commit("telegram", Kind.ALERT, "a", "incident:a:ALERT");
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await("the notice", () -> heard(rig).contains("CHANNEL "));
      assertThat(heard(rig)).containsOnlyOnce("ALERT a");
    }
  }

  @Test
  void one_that_only_fails_has_five_minutes_to_come_back() {
    try (NotifierRig rig = rig(null)) {
      for (int n = 0; n < 20; n++) {
        ops.answers.add(FakeChannel.later(Duration.ofSeconds(100)));
      }
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await("it fails", () -> !ops.texts.isEmpty());
      rig.advance(Duration.ofSeconds(295));
      assertThat(heard(rig)).isEmpty();
      rig.passUntil("somebody is told", Duration.ofSeconds(1), () -> heard(rig).size() == 1);
      for (int n = 0; n < 10; n++) {
        rig.advance(Duration.ofSeconds(60));
      }
      assertThat(heard(rig)).as("told once").containsExactly("CHANNEL ");
      ops.answers.clear();
      rig.passUntil("it works again", Duration.ofSeconds(10), () -> heard(rig).size() == 2);
    }
    assertThat(ask("SELECT told FROM channel_state WHERE name = 'ops'").get(0)).containsNull();
  }

  @Test
  void one_that_looks_well_and_refuses_all_the_same_is_told_of_once() {
    try (NotifierRig rig = rig(null)) {
      for (int n = 0; n < 4; n++) {
        ops.answers.add(REFUSED);
      }
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await("the notice", () -> heard(rig).size() == 1);
      rig.passUntil("three more tries", Gate.TEST, () -> ops.texts.size() == 4);
      assertThat(heard(rig)).containsExactly("CHANNEL ");
      rig.passUntil("it works again", Gate.TEST, () -> heard(rig).size() == 2);
    }
    assertThat(ask("SELECT json_extract(facts, '$.broken') FROM message WHERE kind = 'CHANNEL'"))
        .extracting(row -> row.get(0))
        .satisfies(lengths -> assertThat(Duration.parse(lengths.get(1))).isGreaterThan(Gate.TEST));
  }

  @Test
  void who_was_told_of_it_in_an_earlier_life_hears_of_the_end_in_this_one() {
    try (NotifierRig rig = rig(null)) {
      ops.works = false;
      ops.answers.add(REFUSED);
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await("the notice", () -> heard(rig).size() == 1);
    }
    ops.works = true;
    try (NotifierRig rig = rig(null)) {
      rig.await("the end", () -> heard(rig).size() == 1);
      rig.await("its own row", () -> ops.texts.size() == 2);
    }
    assertThat(
            ask(
                "SELECT json_extract(facts, '$.what') FROM message WHERE kind = 'CHANNEL' ORDER BY"
                    + " id"))
        .containsExactly(List.of("broken"), List.of("works"));
  }

  @Test
  void after_messages_were_given_up_the_first_that_arrives_tells_how_many_and_what_is_down_now() {
    try (NotifierRig rig = rig(null)) {
      rig.channel.answers.add(FakeChannel.later(Duration.ofHours(23)));
      rig.commit(Kind.ALERT, "a");
      rig.commit(Kind.ALERT, "b");
      rig.await(
          "the first try",
          () -> ask("SELECT 1 FROM channel_state WHERE retry_at IS NOT NULL").size() == 1);
      rig.channel.answers.add(FakeChannel.later(Duration.ofHours(3)));
      rig.advance(Duration.ofHours(22));
      rig.passUntil("the second try", Duration.ofMinutes(10), () -> heard(rig).size() == 2);
      rig.passUntil(
          "given up",
          Duration.ofMinutes(10),
          () ->
              ask("SELECT given_up FROM channel_state WHERE name = 'telegram'")
                  .equals(List.of(List.of("2"))));
      down(rig, "c");
      down(rig, "d");
      told(rig, "d", "ops"); // nobody's business here
      rig.commit(Kind.ALERT, "c");
      rig.passUntil("all", Duration.ofMinutes(10), () -> heard(rig).size() == 4);
      assertThat(heard(rig).subList(2, 4)).containsExactly("CHANNEL ", "ALERT c");
      rig.passUntil( // what could not be written while time flew by is written a second later
          "counted no more",
          Duration.ofSeconds(1),
          () ->
              ask("SELECT given_up FROM channel_state WHERE name = 'telegram'")
                  .equals(List.of(List.of("0"))));
    }
    assertThat(
            ask(
                "SELECT json_extract(facts, '$.messages'), json_extract(facts,"
                    + " '$.open[0].service'), json_array_length(facts, '$.open') FROM message WHERE"
                    + " kind = 'CHANNEL' AND channel = 'telegram' AND state = 'SENT' AND"
                    + " json_extract(facts, '$.what') = 'given-up'"))
        .containsExactly(List.of("2", "The c", "1"));
  }

  @Test
  void a_start_is_told_by_the_default_channel_and_one_soon_after_is_not() {
    try (NotifierRig rig = rig(null)) {
      rig.notifier.started(3, Duration.ofSeconds(300), Optional.empty());
      rig.passUntil(
          "it is told", Duration.ofSeconds(1), () -> ops.texts.equals(List.of("STARTED ")));
    }
    try (NotifierRig rig = rig(null)) {
      rig.notifier.started(3, Duration.ofSeconds(300), Optional.empty());
      rig.passUntil(
          "it is counted",
          Duration.ofSeconds(1),
          () ->
              ask("SELECT value FROM setting WHERE name = 'starts'")
                  .get(0)
                  .get(0)
                  .contains("\"kept\":1"));
      assertThat(ops.texts).hasSize(1);
      assertThat(heard(rig)).isEmpty();
    }
  }

  @Test
  void what_was_delivered_long_ago_is_forgotten_and_what_is_due_is_not() {
    try (NotifierRig rig = rig(null)) {
      rig.commit(Kind.ALERT, "a");
      rig.await("it is told", () -> heard(rig).size() == 1);
      rig.channel.answers.add(FakeChannel.later(Duration.ofDays(100)));
      rig.commit(Kind.ALERT, "b");
      rig.await("it is tried", () -> heard(rig).size() == 2);
      rig.pace.step(Duration.ofDays(91));
      rig.passUntil(
          "it is gone",
          MessageRetention.ROUND,
          () ->
              ask("SELECT service FROM message WHERE kind = 'ALERT'")
                  .equals(List.of(List.of("b"))));
    }
  }

  private static void told(NotifierRig rig, String service, String channel) {
    rig.onLoop(
        () ->
            rig.database
                .writer()
                .<Void>submit(
                    homebox.controlplane.store.Writer.Lane.URGENT,
                    connection ->
                        connection
                            .query(
                                "INSERT INTO told VALUES ('%s', '%s', 'DOWN')"
                                    .formatted(service, channel))
                            .execute()
                            .mapEmpty()));
  }

  private static void down(NotifierRig rig, String service) {
    rig.onLoop(
        () ->
            rig.database
                .writer()
                .<Void>submit(
                    homebox.controlplane.store.Writer.Lane.URGENT,
                    connection ->
                        connection
                            .query(
                                "INSERT INTO service_state (service, version, level, since,"
                                    + " incident, reminders) VALUES ('"
                                    + service
                                    + "', 1, 'DOWN', 5, 'i-"
                                    + service
                                    + "', 0)")
                            .execute()
                            .compose(
                                done ->
                                    connection
                                        .query(
                                            "INSERT INTO incident (id, service, name, kind,"
                                                + " started) VALUES ('i-"
                                                + service
                                                + "', '"
                                                + service
                                                + "', 'The "
                                                + service
                                                + "', 'OUTAGE', 5)")
                                        .execute())
                            .mapEmpty()));
  }
}
