package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A service that changes its state all the time is told of once at the begin and once at the end.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class FlappingTest {
  private static final String KEYS =
      "telegram: {bot_token: \"1:a\", chat_id: 1}\ncheck_interval: 10\ncheck_timeout: 5\n"
          + "max_response_time: 1\nretry_attempts: 0\ntime_zone: UTC\n";
  private static final String BOX = "services:\n  - {name: Box, url: \"http://box/\"}\n";
  private static final Instant NOON = AlertRig.NOON;

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private AlertRig rig(Instant now, String more) {
    Settings settings = Configured.by(KEYS + more + BOX);
    return new AlertRig(
        place, now, AlertPlan.of(settings), settings.watched(), HushPlan.of(settings));
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private List<String> told() {
    return ask("SELECT kind, key FROM message WHERE channel = 'telegram' ORDER BY id").stream()
        .map(row -> row.get(0).equals("FLAPPING") ? flapping(row.get(1)) : row.get(0))
        .toList();
  }

  private static String flapping(String key) {
    int whose = key.indexOf(':') + 1;
    return key.substring(whose, whose + 3) + key.substring(key.length() - 3);
  }

  private void told(AlertRig rig, int messages) {
    rig.await("so many messages", () -> told().size() == messages);
  }

  @Test
  void six_changes_begin_it_and_what_it_is_at_the_end_is_said() {
    try (AlertRig rig = rig(NOON, "")) {
      rig.hear("box", "gfgfgfgfgfg");
      rig.await("all changes", () -> rig.transitions.size() == 11);
      assertThat(told())
          .containsExactly("ALERT", "RECOVERY", "ALERT", "RECOVERY", "ALERT", "RECOVERY", "boxart");
      rig.hear("box", "ffffffffffffffff");
      told(rig, 8);
      rig.hear("box", "ff");
      assertThat(told()).hasSize(8).endsWith("boxend");
      rig.hear("box", "g");
      told(rig, 9);
      assertThat(told()).endsWith("RECOVERY");
    }
    var begin = facts("start");
    assertThat(begin.getInteger("changes")).isEqualTo(6);
    var end = facts("end");
    assertThat(end.getString("level")).isEqualTo("DOWN");
    assertThat(ask("SELECT count(*) FROM incident WHERE announced IS NULL"))
        .containsExactly(List.of("2"));
  }

  private JsonObject facts(String edge) {
    return new JsonObject(
        ask("SELECT facts FROM message WHERE channel = 'telegram' AND key LIKE '%:" + edge + "'")
            .get(0)
            .get(0));
  }

  @Test
  void it_ends_when_the_state_has_held_for_ten_intervals() {
    try (AlertRig rig = rig(NOON, "")) {
      rig.hear("box", "gfgfgfg");
      told(rig, 7);
      rig.hear("box", "gg");
      rig.advance(Duration.ofSeconds(90));
      rig.hear("box", "g");
      assertThat(told()).hasSize(7);
      rig.advance(Duration.ofSeconds(10));
      rig.hear("box", "g");
      told(rig, 8);
      rig.hear("box", "f");
      told(rig, 9);
    }
    assertThat(told()).endsWith("boxart", "boxend", "ALERT");
  }

  @Test
  void a_restart_goes_on_with_it() {
    try (AlertRig rig = rig(NOON, "")) {
      rig.hear("box", "gfgfgfgf");
      rig.await("all changes", () -> rig.transitions.size() == 8);
      assertThat(told()).hasSize(7);
    }
    try (AlertRig rig = rig(NOON.plusSeconds(60), "")) {
      rig.hear("box", "gfg");
      rig.await("all changes", () -> rig.transitions.size() == 3);
      assertThat(told()).hasSize(7);
      rig.hear("box", "gg");
      rig.advance(Duration.ofSeconds(120));
      rig.hear("box", "g");
      told(rig, 8);
    }
    assertThat(told()).endsWith("boxart", "boxend");
  }

  @Test
  void it_can_be_turned_off() {
    try (AlertRig rig = rig(NOON, "alerting: {flapping: false}\n")) {
      rig.hear("box", "gfgfgfgfgf");
      told(rig, 9);
    }
    assertThat(told()).doesNotContain("boxart");
  }

  @Test
  void in_planned_work_it_is_not_said_and_afterwards_the_state_is() {
    String work =
        "maintenance:\n  - {services: box, from: \""
            + NOON
            + "\", until: \""
            + NOON.plusSeconds(100)
            + "\"}\n";
    try (AlertRig rig = rig(NOON, work)) {
      rig.hear("box", "gfgfgfgfgf");
      rig.await("all changes", () -> rig.transitions.size() == 10);
      rig.advance(Duration.ofSeconds(200));
      rig.hear("box", "ff");
      assertThat(told()).isEmpty();
      rig.hear("box", "f");
      told(rig, 1);
    }
    assertThat(told()).containsExactly("ALERT");
  }

  /** Its end waits for the end of the work; a change that comes first is no end of it. */
  @Test
  void after_planned_work_its_end_is_said_also_if_the_first_answer_is_another_change() {
    String work =
        "maintenance:\n  - {services: box, from: \""
            + NOON.plusSeconds(8)
            + "\", until: \""
            + NOON.plusSeconds(40)
            + "\"}\n";
    try (AlertRig rig = rig(NOON, work)) {
      rig.hear("box", "gfgfgfg");
      told(rig, 7);
      rig.hear("box", "g".repeat(25));
      rig.advance(Duration.ofSeconds(20));
      assertThat(told()).hasSize(7);
      rig.hear("box", "f");
      rig.await("the change", () -> rig.transitions.size() == 8);
      rig.hear("box", "f");
      told(rig, 8);
      rig.hear("box", "fg");
      told(rig, 9);
    }
    assertThat(told()).endsWith("boxart", "boxend", "RECOVERY");
    assertThat(facts("end").getString("level")).isEqualTo("DOWN");
  }

  @Test
  void it_is_shown() {
    try (AlertRig rig = rig(NOON, "")) {
      rig.hear("box", "gfgfgf");
      rig.await("not yet", () -> rig.transitions.size() == 6);
      assertThat(last(rig).cover().flapping()).isFalse();
      rig.hear("box", "g");
      rig.await("now", () -> last(rig).cover().flapping());
    }
  }

  private static Standing last(AlertRig rig) {
    return rig.standings.get(rig.standings.size() - 1);
  }
}
