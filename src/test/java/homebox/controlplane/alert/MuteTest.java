package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Obeyed.Done;
import homebox.controlplane.alert.Obeyed.Refused;
import homebox.controlplane.alert.Obeyed.Why;
import homebox.controlplane.check.CheckResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody wants to hear nothing: what is told, what is not, and what is told afterwards. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MuteTest extends WishScene {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Optional<Cover.Muted> muted(AlertRig rig, String id) {
    return standing(rig, id).flatMap(each -> each.cover().muted());
  }

  @Test
  void one_that_ends_in_an_outage_tells_it_once_with_an_answer_begun_afterwards() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "g", 1);
      assertThat(give(rig, new Order.Mute("box", MINUTE))).isEqualTo(new Done(List.of("box"), ""));
      assertThat(muted(rig, "box")).contains(new Cover.Muted("anna", NOON.plusSeconds(61)));
      heard(rig, "box", "fff", 2);
      rig.advance(Duration.ofSeconds(55));
      rig.hear("box", "f");
      assertThat(muted(rig, "box")).isPresent();
      long begun = NOON.toEpochMilli() + rig.pace.nanos() / 1_000_000;
      rig.advance(Duration.ofSeconds(5));
      rig.await("its end", () -> muted(rig, "box").isEmpty());
      rig.onLoop(
          () -> {
            Instant at = Instant.ofEpochMilli(begun);
            CheckResult.ADDRESS.publish(
                rig.vertx, new CheckResult("box", at, begun, 0, Answers.of('f')));
            return Future.succeededFuture();
          });
      rig.onLoop(Future::succeededFuture);
      assertThat(told()).isEmpty();
      rig.hear("box", "f");
      rig.await("the alert", () -> told().size() == 1);
      rig.hear("box", "ff");
      heard(rig, "box", "g", 3);
    }
    assertThat(told()).containsExactly("box ALERT", "box RECOVERY");
  }

  @Test
  void one_that_ends_when_all_is_over_tells_nothing() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "g", 1);
      give(rig, new Order.Mute("tag:disks", MINUTE));
      heard(rig, "box", "fg", 3);
      rig.advance(MINUTE);
      rig.hear("box", "gg");
      heard(rig, "nas", "gf", 5);
    }
    assertThat(told()).containsExactly("nas ALERT");
  }

  @Test
  void what_was_told_before_recovers_in_it() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "gf", 2);
      give(rig, new Order.Mute("*", MINUTE));
      heard(rig, "box", "gfgf", 6);
      rig.advance(MINUTE);
      heard(rig, "box", "g", 7);
    }
    assertThat(told()).containsExactly("box ALERT", "box RECOVERY");
  }

  @Test
  void nobody_is_reminded_in_it() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "gf", 2);
      give(rig, new Order.Mute("box", Duration.ofHours(1)));
      rig.advance(Duration.ofMinutes(50));
      rig.hear("box", "f");
      assertThat(told()).containsExactly("box ALERT");
      rig.advance(Duration.ofMinutes(11));
      rig.hear("box", "f");
      rig.advance(Duration.ofMinutes(1));
      rig.await("a reminder", () -> told().contains("box REMINDER"));
    }
  }

  @Test
  void one_that_ends_by_itself_before_anybody_has_answered_covers_what_was_asked_before() {
    try (AlertRig rig = rig(NOON)) {
      give(rig, new Order.Mute("box", MINUTE));
      rig.advance(Duration.ofSeconds(58));
      tellsOnlyOfWhatWasAskedAfterwards(rig, () -> rig.advance(Duration.ofSeconds(3)));
    }
  }

  @Test
  void one_that_somebody_ends_before_anybody_has_answered_covers_what_was_asked_before() {
    try (AlertRig rig = rig(NOON)) {
      give(rig, new Order.Mute("box", MINUTE));
      tellsOnlyOfWhatWasAskedAfterwards(rig, () -> give(rig, new Order.Unmute("box")));
    }
  }

  /** In a life in which nobody has answered yet. */
  private void tellsOnlyOfWhatWasAskedAfterwards(AlertRig rig, Runnable end) {
    long begun = now(rig);
    rig.advance(Duration.ofSeconds(1));
    end.run();
    rig.await("its end", () -> muted(rig, "box").isEmpty());
    rig.advance(Duration.ofSeconds(1));
    fails(rig, "box", begun);
    rig.await("the outage", () -> rig.transitions.size() == 1);
    rig.onLoop(Future::succeededFuture);
    assertThat(told()).isEmpty();
    rig.hear("box", "f");
    rig.await("the alert", () -> told().size() == 1);
    assertThat(told()).containsExactly("box ALERT");
  }

  @Test
  void it_can_be_ended_before_its_time() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "g", 1);
      give(rig, new Order.Mute("box", Duration.ofDays(30)));
      heard(rig, "box", "f", 2);
      assertThat(told()).isEmpty();
      assertThat(give(rig, new Order.Unmute("box"))).isInstanceOf(Done.class);
      assertThat(muted(rig, "box")).isEmpty();
      assertThat(give(rig, new Order.Unmute("box"))).isInstanceOf(Done.class);
      rig.hear("box", "f");
      rig.await("the alert", () -> told().size() == 1);
    }
    assertThat(ask("SELECT * FROM mute")).isEmpty();
  }

  @Test
  void a_later_one_counts_whichever_is_longer() {
    try (AlertRig rig = rig(NOON)) {
      give(rig, new Order.Mute("box", Duration.ofDays(1)));
      give(rig, new Order.Mute("box", MINUTE));
      rig.advance(MINUTE);
      rig.await("its end", () -> muted(rig, "box").isEmpty());
      give(rig, new Order.Mute("box", MINUTE));
      give(rig, new Order.Mute("box", Duration.ofDays(1)));
      rig.advance(MINUTE.multipliedBy(2));
      assertThat(muted(rig, "box")).isPresent();
    }
  }

  @Test
  void a_restart_does_not_end_it_and_what_was_missed_is_told_after_its_end() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "g", 1);
      give(rig, new Order.Mute("box", Duration.ofHours(1)));
      heard(rig, "box", "f", 2);
    }
    try (AlertRig rig = rig(NOON.plusSeconds(600))) {
      rig.hear("box", "ff");
      assertThat(muted(rig, "box")).contains(new Cover.Muted("anna", NOON.plusSeconds(3_601)));
      rig.advance(Duration.ofSeconds(2_990));
      rig.hear("box", "f");
      assertThat(told()).isEmpty();
      rig.advance(Duration.ofSeconds(20));
      rig.hear("box", "f");
      rig.await("the alert", () -> told().size() == 1);
    }
    assertThat(told()).containsExactly("box ALERT");
  }

  @Test
  void one_whose_end_has_passed_or_lies_too_far_ahead_is_over_after_a_restart() {
    try (AlertRig rig = rig(NOON)) {
      give(rig, new Order.Mute("box", Duration.ofHours(1)));
      give(rig, new Order.Mute("nas", Duration.ofDays(30)));
    }
    try (AlertRig rig = rig(NOON.plus(Duration.ofHours(1)))) {
      heard(rig, "box", "f", 1);
      rig.await("the alert", () -> told().size() == 1);
    }
    try (AlertRig rig = rig(NOON.minus(Duration.ofDays(1)))) { // the clock was wrong
      heard(rig, "nas", "f", 1);
      rig.await("the alert", () -> told().size() == 2);
    }
    assertThat(told()).containsExactly("box ALERT", "nas ALERT");
  }

  @Test
  void what_makes_no_sense_is_refused_and_says_how_to_mend_it() {
    try (AlertRig rig = rig(NOON)) {
      assertThat(give(rig, new Order.Mute("boxx", MINUTE)))
          .isInstanceOfSatisfying(
              Refused.class,
              no -> {
                assertThat(no.why()).isEqualTo(Why.NO_SERVICE);
                assertThat(no.words()).contains("did you mean \"Box\"?");
              });
      for (Duration length : List.of(Duration.ofMillis(999), Duration.ofDays(30).plusMillis(1))) {
        assertThat(give(rig, new Order.Mute("box", length)))
            .isInstanceOfSatisfying(
                Refused.class, no -> assertThat(no.why()).isEqualTo(Why.OUT_OF_RANGE));
      }
      assertThat(muted(rig, "box")).isEmpty();
    }
  }

  @Test
  void what_goes_along_is_written_with_it_or_neither_is() {
    try (AlertRig rig = rig(NOON)) {
      Future<Obeyed> failed =
          rig.onLoop(
              () ->
                  Future.succeededFuture(
                      rig.alert
                          .orders()
                          .give(
                              new Order.Mute("box", MINUTE),
                              "anna",
                              connection -> Future.failedFuture("no"))));
      rig.await("its end", failed::isComplete);
      assertThat(failed.failed()).isTrue();
      assertThat(muted(rig, "box")).isEmpty();
      assertThat(ask("SELECT * FROM mute")).isEmpty();
      rig.onLoop(
          () ->
              rig.alert
                  .orders()
                  .give(
                      new Order.Mute("nobody", MINUTE),
                      "anna",
                      connection ->
                          connection
                              .query("INSERT INTO setting (name, value) VALUES ('x', 'y')")
                              .execute()
                              .mapEmpty()));
    }
    assertThat(ask("SELECT value FROM setting WHERE name = 'x'")).hasSize(1);
  }
}
