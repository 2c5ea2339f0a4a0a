package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Obeyed.Done;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.InForce;
import homebox.controlplane.testkit.Configured;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody wants a service not to be asked: what is forgotten, and what is told afterwards. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PauseTest extends WishScene {
  private static final String FAMILY =
      YAML.replace("group: Home}", "group: Home, depends_on: [Box]}");

  private static Optional<Cover.Paused> paused(AlertRig rig, String id) {
    return standing(rig, id).flatMap(each -> each.cover().paused());
  }

  @Test
  void a_down_service_is_told_nothing_more_and_its_incident_ends_as_paused() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "gff", 2);
      assertThat(give(rig, new Order.Pause("box"))).isEqualTo(new Done(List.of("box"), ""));
      assertThat(paused(rig, "box")).contains(new Cover.Paused("anna", NOON.plusSeconds(3)));
      assertThat(standing(rig, "box")).map(Standing::level).contains(Level.PENDING);
      assertThat(rig.alert.rests("box")).isTrue();
      assertThat(rig.alert.known("box")).isEqualTo(Level.PENDING);
      rig.advance(Duration.ofHours(1));
      rig.hear("box", "ggff");
      assertThat(rig.transitions).hasSize(2);
    }
    assertThat(told()).containsExactly("box ALERT");
    assertThat(ask("SELECT end_reason, duration FROM incident"))
        .containsExactly(List.of("PAUSED", "1000"));
  }

  @Test
  void one_of_a_cause_before_anybody_has_answered_covers_what_its_children_were_asked_before() {
    try (AlertRig rig = rig(NOON, FAMILY)) {
      heard(rig, "box", "gf", 2);
    }
    try (AlertRig rig = rig(NOON, FAMILY)) { // its own clock begins at noon again
      long begun = now(rig);
      rig.advance(Duration.ofSeconds(1));
      give(rig, new Order.Pause("box"));
      rig.advance(Duration.ofSeconds(1));
      fails(rig, "nas", begun);
      rig.await("the outage", () -> rig.transitions.size() == 1);
      rig.onLoop(Future::succeededFuture);
      assertThat(told()).containsExactly("box ALERT");
      rig.hear("nas", "f");
      rig.await("the alert", () -> told().size() == 2);
    }
    assertThat(told()).containsExactly("box ALERT", "nas ALERT");
  }

  @Test
  void if_it_is_still_down_when_it_is_resumed_that_is_a_new_outage() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "gf", 2);
      give(rig, new Order.Pause("box"));
      rig.advance(Duration.ofMinutes(10));
      assertThat(give(rig, new Order.Resume("box"))).isInstanceOf(Done.class);
      assertThat(paused(rig, "box")).isEmpty();
      assertThat(rig.alert.rests("box")).isFalse();
      heard(rig, "box", "f", 3);
      rig.await("the alert", () -> told().size() == 2);
      heard(rig, "box", "g", 4);
    }
    assertThat(told()).containsExactly("box ALERT", "box ALERT", "box RECOVERY");
    assertThat(ask("SELECT end_reason FROM incident ORDER BY started"))
        .containsExactly(List.of("PAUSED"), List.of("RECOVERED"));
  }

  @Test
  void if_it_is_well_when_it_is_resumed_nobody_is_told() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "gf", 2);
      give(rig, new Order.Pause("*"));
      give(rig, new Order.Pause("box"));
      give(rig, new Order.Resume("*"));
      give(rig, new Order.Resume("box"));
      heard(rig, "box", "gg", 3);
    }
    assertThat(told()).containsExactly("box ALERT");
  }

  @Test
  void a_restart_does_not_end_it() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "gf", 2);
      give(rig, new Order.Pause("box"));
    }
    try (AlertRig rig = rig(NOON.plusSeconds(600))) {
      assertThat(rig.alert.rests("box")).isTrue();
      var paused = Optional.of(new Cover.Paused("anna", NOON.plusSeconds(2)));
      rig.await("that it says so", () -> paused(rig, "box").equals(paused));
      rig.hear("box", "ff");
      assertThat(rig.transitions).isEmpty();
      give(rig, new Order.Resume("box"));
      heard(rig, "box", "f", 1);
      rig.await("the alert", () -> told().size() == 2);
    }
    try (AlertRig rig = rig(NOON.plusSeconds(1_200))) {
      assertThat(rig.alert.rests("box")).isFalse();
    }
    assertThat(ask("SELECT * FROM pause")).isEmpty();
  }

  @Test
  void neither_does_a_reload_nor_that_it_was_away_meanwhile() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "gf", 2);
      give(rig, new Order.Pause("box"));
      reload(rig, YAML.replace("check_interval: 10", "check_interval: 20"));
      reload(
          rig,
          YAML.replace(
              "{name: Box, url: \"http://box/\", tags: [disks]}", "{name: B, url: \"http://b/\"}"));
      reload(rig, YAML);
      rig.hear("box", "ff");
      rig.onLoop(Future::succeededFuture);
      assertThat(rig.transitions).hasSize(2);
      assertThat(paused(rig, "box")).isPresent();
      assertThat(rig.absences.stream().map(each -> each.ended().isPresent()))
          .as("begun, gone, come again")
          .containsExactly(false, true, false);
    }
  }

  private static void reload(AlertRig rig, String yaml) {
    rig.onLoop(
        () -> {
          InForce.ADDRESS.publish(rig.vertx, Configured.inForce(yaml, rig.pace.instant()));
          return Future.succeededFuture();
        });
    rig.onLoop(Future::succeededFuture);
  }

  @Test
  void history_hears_when_it_begins_and_when_it_has_ended() {
    try (AlertRig rig = rig(NOON)) {
      rig.hear("box", "g");
      give(rig, new Order.Pause("box"));
      rig.advance(Duration.ofSeconds(59));
      give(rig, new Order.Resume("box"));
      assertThat(rig.absences)
          .containsExactly(absence(Optional.empty()), absence(Optional.of(NOON.plusSeconds(60))));
    }
  }

  private static Absence absence(Optional<java.time.Instant> ended) {
    return new Absence(
        Absence.Kind.PAUSED, List.of("box"), NOON.plusSeconds(1), Pauses.OPEN, ended);
  }

  @Test
  void a_paused_parent_is_no_cause_and_nobody_waits_for_it() {
    try (AlertRig rig = rig(NOON, FAMILY)) {
      heard(rig, "nas", "g", 1);
      heard(rig, "box", "gf", 3);
      rig.hear("nas", "f");
      rig.await("its child", () -> rig.transitions.size() == 4);
      assertThat(told()).containsExactly("box ALERT");
      give(rig, new Order.Pause("box"));
      rig.asked.clear();
      rig.advance(Duration.ofMinutes(1));
      rig.await("those that depend on it", () -> rig.asked.contains("nas"));
      rig.hear("nas", "f");
      rig.await("the child's own alert", () -> told().contains("nas ALERT"));
      heard(rig, "nas", "g", 5);
      rig.asked.clear();
      heard(rig, "nas", "f", 6);
      assertThat(rig.asked).doesNotContain("box");
    }
    assertThat(told()).containsExactly("box ALERT", "nas ALERT", "nas RECOVERY", "nas ALERT");
  }

  @Test
  void a_paused_child_is_not_named() {
    try (AlertRig rig = rig(NOON, FAMILY)) {
      heard(rig, "box", "g", 1);
      rig.hear("nas", "gf");
      rig.hear("box", "g");
      rig.await("the child is DOWN", () -> rig.transitions.size() == 3);
      give(rig, new Order.Pause("nas"));
      heard(rig, "box", "f", 4);
      rig.await("the alert", () -> told().contains("box ALERT"));
    }
    assertThat(
            ask(
                "SELECT json_extract(facts, '$.dependents.names') FROM message WHERE service ="
                    + " 'box'"))
        .containsOnly(List.of("[]"));
  }

  @Test
  void nobody_is_reminded_of_it() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "gf", 2);
      give(rig, new Order.Pause("box"));
      rig.advance(Duration.ofDays(1));
      rig.onLoop(Future::succeededFuture);
    }
    assertThat(told()).containsExactly("box ALERT");
  }

  @Test
  void an_answer_that_waits_for_a_parent_is_not_judged_after_it() {
    try (AlertRig rig = rig(NOON, FAMILY)) {
      heard(rig, "box", "g", 1);
      heard(rig, "nas", "g", 2);
      rig.hear("nas", "f");
      rig.await("its parent is asked", () -> rig.asked.contains("box"));
      give(rig, new Order.Pause("nas"));
      give(rig, new Order.Resume("nas"));
      rig.advance(Duration.ofMinutes(1));
      rig.onLoop(Future::succeededFuture);
      assertThat(rig.transitions).hasSize(2);
      heard(rig, "nas", "g", 3);
    }
    assertThat(told()).isEmpty();
  }
}
