package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Refused;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of what is due when channels come, change and go. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@EachDatabase
class NotifierReloadTest {
  private static final Delivery REFUSED =
      new Delivery.Refused("Bot was blocked.", Fault.AUTH_ERROR, "unblock it");

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private NotifierRig rig(Outlet... others) {
    return new NotifierRig(place, NotifierRig.NOON, Duration.ZERO, others);
  }

  private static Outlet outlet(FakeChannel channel) {
    return outlet(channel, null);
  }

  private static Outlet outlet(FakeChannel channel, String fallback) {
    return new Outlet(channel, new KeyWording(), Duration.ZERO, Optional.ofNullable(fallback));
  }

  private static void reload(NotifierRig rig, Outlet... outlets) {
    rig.outlets = List.of(outlets);
    rig.onLoop(
        () -> {
          InForce.ADDRESS.publish(rig.vertx, Configured.inForce("", rig.pace.instant()));
          return Future.succeededFuture();
        });
    rig.settle();
  }

  private static void refuse(NotifierRig rig, String hash) {
    rig.onLoop(
        () -> {
          var faults = List.of("c.yaml:1: x: is not known — leave it out");
          Refused.ADDRESS.publish(rig.vertx, new Refused(hash, rig.pace.instant(), faults));
          return Future.succeededFuture();
        });
    rig.settle();
  }

  @Test
  void what_is_due_goes_out_through_the_changed_channel_at_once() {
    try (NotifierRig rig = rig()) {
      rig.channel.answers.add(FakeChannel.later(Duration.ofHours(1)));
      rig.commit(Kind.ALERT, "a");
      rig.await("the first try", () -> rig.channel.texts.size() == 1);
      var changed = new FakeChannel();
      reload(rig, outlet(changed));
      rig.await("the row", () -> changed.texts.equals(List.of("ALERT a")));
      assertThat(rig.channel.texts).hasSize(1);
    }
  }

  @Test
  void a_channel_that_has_not_changed_is_left_alone_as_it_asked() {
    try (NotifierRig rig = rig()) {
      rig.channel.answers.add(FakeChannel.later(Duration.ofHours(1)));
      rig.commit(Kind.ALERT, "a");
      rig.await("the first try", () -> rig.channel.texts.size() == 1);
      reload(rig, outlet(rig.channel));
      rig.advance(Duration.ofMinutes(30));
      assertThat(rig.channel.texts).hasSize(1);
    }
  }

  @Test
  void a_paused_channel_is_tested_at_each_reload() {
    try (NotifierRig rig = rig()) {
      rig.channel.works = false;
      rig.channel.answers.add(REFUSED);
      rig.commit(Kind.ALERT, "a");
      rig.await("the refusal", () -> rig.states.contains(ChannelHealth.State.PAUSED));
      reload(rig, outlet(rig.channel));
      assertThat(rig.channel.texts).hasSize(1);
      rig.channel.works = true;
      reload(rig, outlet(rig.channel));
      rig.await("what was due", () -> rig.channel.texts.size() == 2);
      rig.await("it is well", () -> rig.health.state() == ChannelHealth.State.OK);
    }
  }

  @Test
  void a_paused_channel_opens_when_it_is_changed() {
    try (NotifierRig rig = rig()) {
      rig.channel.works = false;
      rig.channel.answers.add(REFUSED);
      rig.commit(Kind.ALERT, "a");
      rig.await("the refusal", () -> rig.states.contains(ChannelHealth.State.PAUSED));
      var changed = new FakeChannel();
      reload(rig, outlet(changed));
      rig.await("what was due", () -> changed.texts.equals(List.of("ALERT a")));
    }
  }

  @Test
  void a_channel_that_is_wrong_in_another_way_says_so() {
    try (NotifierRig rig = rig()) {
      rig.channel.works = false;
      rig.channel.answers.add(REFUSED);
      rig.commit(Kind.ALERT, "a");
      rig.await("the refusal", () -> rig.states.contains(ChannelHealth.State.PAUSED));
      var changed = new FakeChannel();
      changed.works = false;
      reload(rig, outlet(changed));
      rig.await("the other answer", () -> rig.health.why().equals(Optional.of("It is not.")));
      assertThat(changed.texts).isEmpty();
    }
  }

  @Test
  void what_refuses_after_it_was_changed_pauses_nothing() {
    try (NotifierRig rig = rig()) {
      rig.channel.hangs = true;
      rig.commit(Kind.ALERT, "a");
      rig.await("it is on its way", () -> rig.channel.hanging.size() == 1);
      var changed = new FakeChannel();
      reload(rig, outlet(changed));
      assertThat(changed.texts).isEmpty();
      rig.onLoop(
          () -> {
            rig.channel.hanging.get(0).complete(REFUSED);
            return Future.succeededFuture();
          });
      rig.passUntil("the row", Duration.ofSeconds(1), () -> changed.texts.size() == 1);
      assertThat(rig.states).doesNotContain(ChannelHealth.State.PAUSED);
    }
  }

  @Test
  void what_a_channel_had_to_tell_waits_for_it_and_is_given_up_after_a_day() {
    var ops = new FakeChannel("ops");
    try (NotifierRig rig = rig(outlet(ops))) {
      ops.answers.add(FakeChannel.later(Duration.ofHours(1)));
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await("the first try", () -> ops.texts.size() == 1);
      reload(rig, outlet(rig.channel));
      rig.commit("ops", Kind.ALERT, "b", "incident:b:ALERT");
      rig.advance(Duration.ofHours(2));
      assertThat(ops.texts).hasSize(1);
      reload(rig, outlet(rig.channel), outlet(ops));
      rig.await("both", () -> ops.texts.size() >= 2 && due() == 0);

      reload(rig, outlet(rig.channel));
      rig.commit("ops", Kind.ALERT, "c", "incident:c:ALERT");
      rig.advance(Duration.ofHours(20));
      assertThat(due()).isEqualTo(1);
      rig.passUntil("given up", Duration.ofMinutes(30), () -> due() == 0);
    }
    assertThat(ask("SELECT state, answer FROM message WHERE service = 'c'"))
        .containsExactly(
            List.of("FAILED", "Given up after 24 h: the channel is configured no more."));
  }

  private int due() {
    return ask("SELECT id FROM message WHERE channel = 'ops' AND state <> 'SENT'"
            + " AND state <> 'FAILED'")
        .size();
  }

  @Test
  void a_channel_that_comes_says_how_it_does_and_tells() {
    var ops = new FakeChannel("ops");
    List<String> heard = new ArrayList<>();
    try (NotifierRig rig = rig()) {
      ChannelHealth.ADDRESS.subscribe(rig.vertx, health -> heard.add(health.name()));
      reload(rig, outlet(rig.channel), outlet(ops));
      rig.await("it is said", () -> heard.contains("ops"));
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await("the row", () -> ops.texts.size() == 1);
    }
  }

  @Test
  void a_fallback_that_is_named_later_speaks_for_what_is_due() {
    var ops = new FakeChannel("ops");
    try (NotifierRig rig = rig(outlet(ops))) {
      ops.works = false;
      ops.answers.add(REFUSED);
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await("only that it is broken", () -> rig.channel.texts.equals(List.of("CHANNEL ")));
      reload(rig, outlet(ops, "telegram"), outlet(rig.channel));
      rig.await("the row as well", () -> rig.channel.texts.contains("ALERT a"));
    }
  }

  @Test
  void a_broken_channel_that_is_taken_out_is_no_trouble_any_more() {
    var ops = new FakeChannel("ops");
    try (NotifierRig rig = rig(outlet(ops))) {
      ops.works = false;
      ops.answers.add(REFUSED);
      rig.commit("ops", Kind.ALERT, "a", "incident:a:ALERT");
      rig.await("that it is broken", () -> rig.channel.texts.equals(List.of("CHANNEL ")));
      reload(rig, outlet(rig.channel));
      rig.advance(Duration.ofHours(2));
      assertThat(rig.channel.texts).hasSize(1);
    }
  }

  @Test
  void a_configuration_that_cannot_be_used_is_told_once_through_the_default_channel() {
    var ops = new FakeChannel("ops");
    try (NotifierRig rig = rig(Outlet.log(), outlet(ops))) {
      refuse(rig, "abc");
      refuse(rig, "abc");
      rig.await("the message", () -> ops.texts.equals(List.of("INFO ")));
      reload(rig, Outlet.log(), outlet(rig.channel), outlet(ops));
      refuse(rig, "abc");
      refuse(rig, "def");
      rig.await("another one, elsewhere", () -> rig.channel.texts.equals(List.of("INFO ")));
    }
    assertThat(ask("SELECT channel, key FROM message ORDER BY id"))
        .containsExactly(List.of("ops", "config:abc"), List.of("telegram", "config:def"));
  }
}
