package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an outage whose service is taken out of the configuration. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RemovalsTest {
  private static final Instant NOON = AlertRig.NOON;
  private static final Instant LATER = NOON.plusSeconds(600);
  private static final AlertPlan TWO = new AlertPlan(List.of("log", "telegram"), Optional.empty());

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("history.db");
  }

  private List<List<String>> ask(String sql) {
    return Database.ask(file(), sql);
  }

  private void boxGoesDown() {
    try (AlertRig rig = new AlertRig(file(), NOON, TWO)) {
      rig.hear("nas", "g");
      rig.hear("box", "gfff");
      rig.await("all changes", () -> rig.transitions.size() == 3);
    }
  }

  private AlertRig withoutBox(AlertPlan plan) {
    return new AlertRig(file(), LATER, plan, List.of(AlertRig.service("nas")));
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
                "SELECT channel, key, service, incident, state FROM message WHERE kind = 'REMOVED'"))
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
    try (AlertRig rig = new AlertRig(file(), LATER.plusSeconds(60), TWO)) {
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
    try (AlertRig rig = new AlertRig(file(), NOON.plusSeconds(60), TWO)) {
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
    try (Connection other = Database.connect(file())) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      try (AlertRig rig = withoutBox(TWO)) {
        rig.advance(Duration.ofSeconds(6));
        assertThat(ended()).isFalse();
        other.createStatement().execute("ROLLBACK");
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
