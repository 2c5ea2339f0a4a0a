package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of an outage whose service is taken out of the configuration. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class RemovalsTest {
  private static final Instant NOON = AlertRig.NOON;
  private static final Instant LATER = NOON.plusSeconds(600);
  private static final AlertPlan TWO = new AlertPlan(List.of("log", "telegram"), Optional.empty());

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private void boxGoesDown() {
    try (AlertRig rig = new AlertRig(place, NOON, TWO)) {
      rig.hear("nas", "g");
      rig.hear("box", "gfff");
      rig.await("all changes", () -> rig.transitions.size() == 3);
    }
  }

  private AlertRig withoutBox(AlertPlan plan) {
    return new AlertRig(place, LATER, plan, List.of(AlertRig.service("nas")));
  }

  private boolean ended() {
    return ask("SELECT id FROM incident WHERE ended IS NULL").isEmpty();
  }

  @Test
  void it_ends_and_whoever_was_told_of_it_gets_a_line() {
    boxGoesDown();
    try (AlertRig rig = withoutBox(TWO)) {
      rig.await("the end", this::ended);
    }
    assertThat(ask("SELECT ended, duration, end_reason FROM incident"))
        .containsExactly(List.of(String.valueOf(LATER.toEpochMilli()), "597000", "REMOVED"));
    assertThat(ask("SELECT service FROM service_state")).containsExactly(List.of("nas"));
    assertThat(ask("SELECT * FROM told")).isEmpty();
    String id = ask("SELECT id FROM incident").get(0).get(0);
    assertThat(
            ask(
                "SELECT channel, key, service, incident, state FROM message WHERE kind ="
                    + " 'REMOVED'"))
        .containsExactly(List.of("telegram", "incident:" + id + ":REMOVED", "box", id, "DUE"));
    var facts =
        new JsonObject(ask("SELECT facts FROM message WHERE kind = 'REMOVED'").get(0).get(0));
    assertThat(facts.getString("service")).isEqualTo("The box");
    assertThat(facts.getString("level")).isEqualTo("DOWN");
    assertThat(facts.getString("at")).isEqualTo(NOON.plusSeconds(3).toString());
  }

  @Test
  void a_restart_repeats_nothing_and_a_service_that_returns_begins_anew() {
    boxGoesDown();
    try (AlertRig rig = withoutBox(TWO)) {
      rig.await("the end", this::ended);
    }
    try (AlertRig rig = new AlertRig(place, LATER.plusSeconds(60), TWO)) {
      rig.hear("box", "g");
      rig.await("its first answer", () -> rig.transitions.size() == 1);
      assertThat(rig.transitions.get(0).change().notice()).isEqualTo(Notice.NONE);
    }
    assertThat(ask("SELECT kind FROM message WHERE channel = 'telegram' ORDER BY id"))
        .containsExactly(List.of("ALERT"), List.of("REMOVED"));
  }

  @Test
  void a_channel_that_is_not_there_any_more_gets_none() {
    boxGoesDown();
    try (AlertRig rig = withoutBox(new AlertPlan(List.of("log", "mail"), Optional.empty()))) {
      rig.await("the end", this::ended);
    }
    assertThat(ask("SELECT * FROM message WHERE kind = 'REMOVED'")).isEmpty();
  }

  @Test
  void of_a_service_that_was_well_nothing_is_said() {
    boxGoesDown();
    try (AlertRig rig = new AlertRig(place, NOON.plusSeconds(60), TWO)) {
      rig.hear("box", "g");
      rig.await("the recovery", () -> rig.transitions.size() == 1);
    }
    try (AlertRig rig = withoutBox(TWO)) {
      rig.hear("nas", "fff");
      rig.await("another outage", () -> rig.transitions.size() == 1);
    }
    assertThat(ask("SELECT end_reason FROM incident WHERE service = 'box'"))
        .containsExactly(List.of("RECOVERED"));
    assertThat(ask("SELECT * FROM message WHERE kind = 'REMOVED'")).isEmpty();
  }

  @Test
  void a_database_that_is_locked_is_told_later() throws Exception {
    boxGoesDown();
    try (WriteLock lock = place.lock()) {
      try (AlertRig rig = withoutBox(TWO)) {
        rig.advance(Duration.ofSeconds(6));
        assertThat(ended()).isFalse();
        lock.release();
        rig.await(
            "the end",
            () -> {
              LockSupport.parkNanos(50_000_000);
              rig.advance(Duration.ofMillis(500));
              return ended();
            });
      }
    }
    assertThat(ask("SELECT count(*) FROM message WHERE kind = 'REMOVED'"))
        .containsExactly(List.of("1"));
  }
}
