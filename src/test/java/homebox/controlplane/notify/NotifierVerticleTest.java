package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Told once and in order, whatever the channel answers and whenever we die. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EachDatabase
class NotifierVerticleTest {
  private static final Instant NOON = NotifierRig.NOON;
  private static final String RIDERS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600) INSERT INTO"
          + " message (channel, key, kind, service, level, facts, state, attempts, created,"
          + " possible_repeat, epoch) SELECT 'telegram', 'k' || i, 'REMOVED', 's' || i, 'UP', '{}',"
          + " 'DUE', 0, 0, 0, 0 FROM n";

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private NotifierRig rig(Instant now, Duration groupWait, Outlet... others) {
    return new NotifierRig(place, now, groupWait, others);
  }

  private NotifierRig rig() {
    return rig(NOON, Duration.ZERO);
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private List<String> states() {
    return ask("SELECT state FROM message ORDER BY id").stream().map(row -> row.get(0)).toList();
  }

  @Test
  void what_is_committed_is_told_and_marked_with_its_answer() {
    try (NotifierRig rig = rig()) {
      rig.commit(Kind.ALERT, "box");
      rig.await("it is marked", () -> states().equals(List.of("SENT")));
      assertThat(rig.channel.texts).containsExactly("ALERT box");
    }
    assertThat(ask("SELECT attempts, answer, reference, possible_repeat FROM message"))
        .containsExactly(List.of("1", "It arrived.", "1", "0"));
  }

  @Test
  void changes_share_a_message_within_group_wait_and_the_first_waits_no_longer() {
    try (NotifierRig rig = rig(NOON, Duration.ofSeconds(3))) {
      rig.commit(Kind.ALERT, "a");
      rig.advance(Duration.ofSeconds(2));
      rig.commit(Kind.ALERT, "b");
      rig.advance(Duration.ofMillis(990));
      assertThat(rig.channel.texts).isEmpty();
      rig.advance(Duration.ofMillis(11));
      rig.await("the group", () -> rig.channel.texts.size() == 1);
      assertThat(rig.channel.texts).containsExactly("ALERT a; ALERT b");
      rig.await("both are marked", () -> states().equals(List.of("SENT", "SENT")));
    }
  }

  @Test
  void every_other_kind_leaves_alone_in_its_turn() {
    try (NotifierRig rig = rig()) {
      rig.channel.answers.add(FakeChannel.later(Duration.ofSeconds(5)));
      rig.commit(Kind.ALERT, "a");
      rig.await("the first try", () -> rig.channel.texts.size() == 1);
      rig.commit(Kind.ALERT, "b");
      rig.commit(Kind.STARTED, "");
      rig.commit(Kind.ALERT, "c");
      rig.commit(Kind.RECOVERY, "a");
      rig.advance(Duration.ofSeconds(6));
      rig.await("all", () -> states().stream().allMatch("SENT"::equals));
      assertThat(rig.channel.texts)
          .containsExactly("ALERT a", "ALERT a", "ALERT b", "STARTED ", "ALERT c; RECOVERY a");
    }
  }

  @Test
  void what_is_watched_no_more_rides_with_the_next_change_however_long_that_takes() {
    try (NotifierRig rig = rig()) {
      rig.commit(Kind.REMOVED, "nas");
      rig.commit(Kind.REMOVED, "disk");
      rig.advance(Duration.ofDays(3));
      assertThat(rig.channel.texts).isEmpty();
      assertThat(states()).containsExactly("DUE", "DUE");
      rig.commit(Kind.STARTED, "");
      rig.await("what leaves alone", () -> rig.channel.texts.size() == 1);
      rig.commit(Kind.ALERT, "a");
      rig.await("all", () -> states().stream().allMatch("SENT"::equals));
      assertThat(rig.channel.texts)
          .containsExactly("STARTED ", "ALERT a; REMOVED nas; REMOVED disk");
    }
  }

  @Test
  void what_rides_is_left_behind_while_it_fails_and_where_there_is_no_room() {
    try (NotifierRig rig = rig()) {
      rig.channel.answers.add(FakeChannel.later(Duration.ofSeconds(5)));
      rig.commit(Kind.ALERT, "a");
      rig.await("the first try", () -> rig.channel.texts.size() == 1);
      String longName = "n".repeat(60);
      rig.commit(Kind.REMOVED, longName);
      rig.commit(Kind.REMOVED, longName + "2");
      rig.advance(Duration.ofSeconds(6));
      rig.await("the alert", () -> states().equals(List.of("SENT", "DUE", "DUE")));
      rig.commit(Kind.RECOVERY, "a");
      rig.await("one of them", () -> states().equals(List.of("SENT", "SENT", "DUE", "SENT")));
      assertThat(rig.channel.texts)
          .containsExactly("ALERT a", "ALERT a", "RECOVERY a; REMOVED " + longName);
    }
  }

  @Test
  void hundreds_that_ride_keep_no_change_from_being_seen() {
    try (NotifierRig rig = rig()) {
      rig.onLoop(
          () ->
              rig.database
                  .writer()
                  .<Void>submit(
                      Lane.URGENT, connection -> connection.query(RIDERS).execute().mapEmpty()));
      rig.commit(Kind.ALERT, "a");
      rig.await("the alert", () -> rig.channel.texts.size() == 1);
      assertThat(rig.channel.texts.get(0)).startsWith("ALERT a; REMOVED s1; ");
    }
  }

  @Test
  void while_it_fails_the_oldest_is_tried_ever_more_rarely_and_then_all_go() {
    try (NotifierRig rig = rig()) {
      for (int n = 0; n < 4; n++) {
        rig.channel.answers.add(FakeChannel.later(null));
      }
      rig.commit(Kind.ALERT, "a");
      rig.await("the first try", () -> rig.channel.texts.size() == 1);
      rig.commit(Kind.ALERT, "b");
      for (int tries = 2; tries <= 4; tries++) {
        int wanted = tries;
        rig.advance(Duration.ofSeconds(1L << (tries - 2)));
        rig.await("one more try", () -> rig.channel.texts.size() == wanted);
      }
      assertThat(rig.health.state()).isEqualTo(ChannelHealth.State.FAILING);
      rig.advance(Duration.ofSeconds(8));
      rig.await("all", () -> states().equals(List.of("SENT", "SENT")));
      assertThat(rig.channel.texts)
          .containsExactly("ALERT a", "ALERT a", "ALERT a", "ALERT a", "ALERT a", "ALERT b");
      assertThat(rig.health.state()).isEqualTo(ChannelHealth.State.OK);
    }
  }

  @Test
  void retry_after_is_obeyed_by_something_new_too_and_by_the_next_life() {
    try (NotifierRig rig = rig()) {
      rig.channel.answers.add(FakeChannel.later(Duration.ofSeconds(100)));
      rig.commit(Kind.ALERT, "a");
      rig.await("the first try", () -> rig.channel.texts.size() == 1);
      rig.advance(Duration.ofSeconds(40));
      rig.commit(Kind.ALERT, "b");
      rig.settle();
      assertThat(rig.channel.texts).hasSize(1);
      rig.await("it is kept", () -> ask("SELECT retry_at FROM channel_state").size() == 1);
    }
    try (NotifierRig rig = rig(NOON.plusSeconds(60), Duration.ZERO)) {
      rig.advance(Duration.ofSeconds(39));
      assertThat(rig.channel.texts).isEmpty();
      rig.passUntil("both", Duration.ofSeconds(2), () -> states().equals(List.of("SENT", "SENT")));
      assertThat(rig.channel.texts).containsExactly("ALERT a; ALERT b");
    }
  }

  @Test
  void something_new_tries_at_once_when_the_last_try_is_old() {
    try (NotifierRig rig = rig()) {
      for (int n = 0; n < 6; n++) {
        rig.channel.answers.add(FakeChannel.later(null));
      }
      rig.commit(Kind.ALERT, "a");
      for (int n = 0; n < 5; n++) {
        int wanted = n + 1;
        rig.await("a try", () -> rig.channel.texts.size() == wanted);
        rig.advance(Duration.ofSeconds(1L << n));
      }
      rig.await("the sixth", () -> rig.channel.texts.size() == 6); // the next in 24 s at least
      rig.advance(Duration.ofSeconds(11));
      assertThat(rig.channel.texts).hasSize(6);
      rig.commit(Kind.ALERT, "b");
      rig.await("all", () -> states().equals(List.of("SENT", "SENT")));
    }
  }

  @Test
  void what_was_being_sent_when_we_died_goes_out_as_a_possible_repeat() {
    try (NotifierRig rig = rig()) {
      rig.channel.hangs = true;
      rig.commit(Kind.ALERT, "a");
      rig.await("it is being sent", () -> rig.channel.texts.size() == 1);
      assertThat(states()).containsExactly("SENDING");
    }
    try (NotifierRig rig = rig(NOON.plusSeconds(10), Duration.ZERO)) {
      rig.await("it is sent", () -> states().equals(List.of("SENT")));
      assertThat(rig.channel.texts).containsExactly("ALERT a?");
    }
    try (NotifierRig rig = rig(NOON.plusSeconds(20), Duration.ZERO)) {
      rig.settle();
      assertThat(rig.channel.texts).isEmpty();
    }
  }

  @Test
  void what_the_log_is_to_say_it_says_before_the_end() {
    try (NotifierRig rig = rig(NOON, Duration.ZERO, Outlet.log())) {
      rig.awaitReady();
      rig.store("log", Kind.ALERT, "a", "at the last moment");
      rig.onLoop(() -> rig.vertx.undeploy(rig.notifier.deploymentID()));
      assertThat(states()).containsExactly("SENT");
    }
  }

  @Test
  void what_hangs_is_given_up_at_the_deadline_and_tried_again_as_a_possible_repeat() {
    try (NotifierRig rig = rig(NOON, Duration.ZERO, Outlet.log())) {
      rig.channel.hangs = true;
      rig.commit(Kind.ALERT, "a");
      rig.await("it is being sent", () -> rig.channel.texts.size() == 1);
      rig.commit("log", Kind.ALERT, "a", "beside");
      rig.advance(NotifierVerticle.LINE);
      rig.await("the log does not wait", () -> states().equals(List.of("SENDING", "SENT")));
      rig.channel.hangs = false;
      rig.advance(Postman.DEADLINE);
      rig.advance(Duration.ofSeconds(2));
      rig.await("it is sent", () -> states().equals(List.of("SENT", "SENT")));
      assertThat(rig.channel.texts).containsExactly("ALERT a", "ALERT a?");
    }
  }

  private static void says(NotifierRig rig, Delivery.Refused... refused) {
    var presence = new Presence(List.of("telegram", "gone"), List.of(refused).stream().findAny());
    rig.onLoop(
        () -> {
          Presence.ADDRESS.publish(rig.vertx, presence);
          return Future.succeededFuture();
        });
    rig.settle();
  }

  @Test
  void a_channel_that_says_that_it_takes_nothing_is_paused_until_it_says_otherwise() {
    try (NotifierRig rig = rig()) {
      says(rig, new Delivery.Refused("Blocked.", Fault.AUTH_ERROR, "unblock it"));
      rig.await("it is paused", () -> rig.states.contains(ChannelHealth.State.PAUSED));
      assertThat(rig.health.whyAndMend()).contains("Blocked. — unblock it");
      rig.advance(Duration.ofMinutes(25));
      assertThat(rig.health.state())
          .as("a test that finds the chat says less")
          .isEqualTo(ChannelHealth.State.PAUSED);
      says(rig);
      rig.await("it is well", () -> rig.health.state() == ChannelHealth.State.OK);
      says(rig);
      assertThat(rig.states).containsExactly(ChannelHealth.State.PAUSED, ChannelHealth.State.OK);
    }
  }

  @Test
  void what_is_due_there_is_tried_after_a_test_all_the_same() {
    try (NotifierRig rig = rig()) {
      says(rig, new Delivery.Refused("Blocked.", Fault.AUTH_ERROR, "unblock it"));
      rig.await("it is paused", () -> rig.states.contains(ChannelHealth.State.PAUSED));
      rig.commit(Kind.ALERT, "a");
      assertThat(rig.channel.texts).isEmpty();
      rig.passUntil("it arrives", Duration.ofMinutes(5), () -> states().equals(List.of("SENT")));
      rig.await("it is well", () -> rig.health.state() == ChannelHealth.State.OK);
    }
  }

  private void acknowledgedReminder() {
    place.change(
        "INSERT INTO incident (id, service, name, kind, started, acknowledged, acknowledged_by)"
            + " VALUES ('i1', 'nas', 'NAS', 'OUTAGE', 1, 2, 'Anna')");
    place.change("UPDATE message SET incident = 'i1' WHERE kind = 'REMINDER'");
  }

  @Test
  void a_reminder_that_comes_back_unsent_when_somebody_cares_stays_unsent() {
    try (NotifierRig rig = rig()) {
      rig.channel.hangs = true;
      rig.commit("telegram", Kind.REMINDER, "nas", "incident:i1:REMINDER:1");
      rig.await("it is being sent", () -> rig.channel.texts.size() == 1);
      acknowledgedReminder();
      rig.channel.hangs = false;
      rig.advance(Postman.DEADLINE);
      rig.await("it is dropped", () -> states().equals(List.of("FAILED")));
      rig.commit(Kind.ALERT, "a");
      rig.passUntil(
          "the next one", Duration.ofSeconds(2), () -> states().equals(List.of("FAILED", "SENT")));
      assertThat(rig.channel.texts).containsExactly("REMINDER nas", "ALERT a");
    }
    assertThat(ask("SELECT answer FROM message WHERE kind = 'REMINDER'"))
        .containsExactly(List.of("Not sent: acknowledged by Anna."));
  }

  @Test
  void one_that_was_being_sent_when_we_died_is_not_sent_again_either() {
    try (NotifierRig rig = rig()) {
      rig.channel.hangs = true;
      rig.commit("telegram", Kind.REMINDER, "nas", "incident:i1:REMINDER:1");
      rig.await("it is being sent", () -> rig.channel.texts.size() == 1);
      acknowledgedReminder();
    }
    try (NotifierRig rig = rig(NOON.plusSeconds(10), Duration.ZERO)) {
      rig.await("it is dropped", () -> states().equals(List.of("FAILED")));
      assertThat(rig.channel.texts).isEmpty();
    }
  }

  @Test
  void a_refused_channel_is_paused_tested_and_opened_again() {
    try (NotifierRig rig = rig()) {
      rig.channel.works = false;
      rig.channel.answers.add(
          new Delivery.Refused("Bot was blocked.", Fault.AUTH_ERROR, "unblock it"));
      rig.commit(Kind.ALERT, "a");
      rig.await(
          "it is paused",
          () -> rig.health != null && rig.health.state() == ChannelHealth.State.PAUSED);
      assertThat(rig.health.whyAndMend()).contains("Bot was blocked. — unblock it");
      rig.commit(Kind.ALERT, "b");
      rig.advance(Gate.TEST);
      assertThat(rig.channel.texts).hasSize(1);
      rig.await(
          "it is kept",
          () -> ask("SELECT state FROM channel_state").equals(List.of(List.of("PAUSED"))));
    }
    try (NotifierRig rig = rig(NOON.plusSeconds(700), Duration.ZERO)) {
      rig.await("all", () -> states().equals(List.of("SENT", "SENT")));
      assertThat(rig.channel.texts).containsExactly("ALERT a; ALERT b");
    }
  }

  @Test
  void a_paused_channel_that_looks_well_is_open_only_when_a_message_has_arrived() {
    try (NotifierRig rig = rig()) {
      for (int n = 0; n < 1_000; n++) {
        rig.channel.answers.add(
            new Delivery.Refused("Bot was blocked.", Fault.AUTH_ERROR, "unblock it"));
      }
      rig.commit(Kind.ALERT, "a");
      rig.await("it is paused", () -> rig.states.contains(ChannelHealth.State.PAUSED));
      rig.passUntil("some tries", Gate.TEST, () -> rig.channel.texts.size() >= 4);
      assertThat(rig.states).containsExactly(ChannelHealth.State.PAUSED);
      rig.onLoop(
          () -> {
            rig.channel.answers.clear();
            return Future.succeededFuture();
          });
      rig.passUntil("it is sent", Gate.TEST, () -> states().equals(List.of("SENT")));
      assertThat(rig.states).containsExactly(ChannelHealth.State.PAUSED, ChannelHealth.State.OK);
    }
  }

  @Test
  void what_a_paused_channel_could_not_tell_for_a_day_is_given_up_and_said_when_it_is_open() {
    try (NotifierRig rig = rig()) {
      rig.channel.works = false;
      rig.channel.answers.add(
          new Delivery.Refused("Bot was blocked.", Fault.AUTH_ERROR, "unblock it"));
      rig.commit(Kind.ALERT, "a");
      rig.await("it is paused", () -> rig.states.contains(ChannelHealth.State.PAUSED));
      rig.passUntil(
          "it is given up", Duration.ofMinutes(30), () -> states().equals(List.of("FAILED")));
      assertThat(rig.pace.instant()).isAfter(NOON.plus(Duration.ofHours(24)));
      assertThat(rig.health.state()).isEqualTo(ChannelHealth.State.PAUSED);
      rig.channel.works = true;
      rig.passUntil("that is said", Gate.TEST, () -> states().equals(List.of("FAILED", "SENT")));
      assertThat(rig.channel.texts).containsExactly("ALERT a", "CHANNEL ");
      assertThat(rig.health.state()).isEqualTo(ChannelHealth.State.OK);
    }
  }

  @Test
  void a_message_refused_for_an_unknown_reason_is_tried_three_times_and_kept_as_failed() {
    try (NotifierRig rig = rig()) {
      for (int n = 0; n < 3; n++) {
        rig.channel.answers.add(new Delivery.Unknown("400: what?", Fault.CLIENT_ERROR));
      }
      rig.commit(Kind.ALERT, "a");
      rig.await("a try", () -> rig.channel.texts.size() == 1);
      rig.commit(Kind.ALERT, "b");
      rig.advance(Duration.ofSeconds(1));
      rig.await("a try", () -> rig.channel.texts.size() == 2);
      rig.advance(Duration.ofSeconds(2));
      rig.await("all", () -> states().equals(List.of("FAILED", "SENT")));
      assertThat(rig.channel.texts).containsExactly("ALERT a", "ALERT a", "ALERT a", "ALERT b");
    }
  }

  @Test
  void after_a_day_a_message_is_given_up_but_not_because_somebody_set_the_clock() {
    try (NotifierRig rig = rig()) {
      rig.channel.answers.add(FakeChannel.later(Duration.ofHours(23)));
      rig.commit(Kind.ALERT, "a");
      rig.await(
          "the first try",
          () -> ask("SELECT 1 FROM channel_state WHERE retry_at IS NOT NULL").size() == 1);
      rig.pace.step(Duration.ofDays(3));
      rig.advance(Duration.ofHours(22));
      assertThat(states()).containsExactly("DUE");
      rig.channel.answers.add(FakeChannel.later(Duration.ofHours(23)));
      rig.passUntil("the second try", Duration.ofMinutes(10), () -> rig.channel.texts.size() == 2);
      rig.passUntil(
          "it is given up", Duration.ofMinutes(10), () -> states().equals(List.of("FAILED")));
    }
  }

  @Test
  void what_could_not_be_stored_is_told_marked_once() throws Exception {
    try (NotifierRig rig = rig()) {
      try (WriteLock lock = place.lock()) {
        rig.tellUnstored(Kind.ALERT, "a");
        rig.advance(Duration.ofSeconds(6));
        rig.await("it is told", () -> rig.channel.texts.size() == 1);
        assertThat(rig.channel.texts).containsExactly("ALERT a!");
        lock.release();
      }
      rig.await(
          "the database works",
          () -> {
            rig.advance(Duration.ofSeconds(1));
            return rig.database.trouble().isEmpty();
          });
      rig.advance(Duration.ofMinutes(1));
      rig.commit(Kind.ALERT, "a");
      rig.await("it is marked", () -> states().equals(List.of("SENT")));
      assertThat(rig.channel.texts).hasSize(1);
      assertThat(ask("SELECT answer, attempts, possible_repeat FROM message"))
          .containsExactly(List.of("It arrived.", "1", "0"));
      long sent = Long.parseLong(ask("SELECT sent FROM message").get(0).get(0));
      assertThat(Instant.ofEpochMilli(sent))
          .as("when it was told, not when that was written")
          .isBefore(NOON.plusSeconds(60));
    }
  }
}
