package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Level;
import homebox.controlplane.config.Hours;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.WriteLock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was decided is on the disk before anybody hears of it, and a restart knows it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class AlertVerticleTest {
  private static final AlertPlan TWO = new AlertPlan(List.of("log", "telegram"), Optional.empty());

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private AlertRig rig(Instant now, AlertPlan plan) {
    return new AlertRig(place, now, plan);
  }

  private AlertRig rig(Instant now) {
    return rig(now, TWO);
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  @Test
  void state_transition_incident_and_a_message_for_each_channel_are_there_when_it_is_said() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      rig.hear("box", "gfff");
      rig.await("both changes", () -> rig.transitions.size() == 2);
    }
    assertThat(ask("SELECT version, level, incident IS NULL FROM service_state"))
        .containsExactly(List.of("2", "DOWN", "0"));
    assertThat(ask("SELECT from_level, to_level FROM transition ORDER BY decided"))
        .containsExactly(List.of("PENDING", "UP"), List.of("UP", "DOWN"));
    assertThat(ask("SELECT kind, started, ended, cause FROM incident"))
        .containsExactly(
            java.util.Arrays.asList(
                "OUTAGE",
                String.valueOf(AlertRig.NOON.plusSeconds(2).toEpochMilli()),
                null,
                "TIMEOUT"));
    String id = ask("SELECT id FROM incident").get(0).get(0);
    assertThat(ask("SELECT channel, key, state FROM message ORDER BY id"))
        .containsExactly(
            List.of("log", "incident:" + id + ":ALERT", "DUE"),
            List.of("telegram", "incident:" + id + ":ALERT", "DUE"));
  }

  @Test
  void what_is_due_is_handed_on_as_it_stands_there() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      rig.hear("box", "gfff");
      rig.await("it is said", () -> rig.due.size() == 1);
      MessagesDue due = rig.due.get(0);
      assertThat(due.channels()).containsExactlyInAnyOrder("log", "telegram");
      List<List<String>> handed =
          due.rows().stream()
              .map(
                  row ->
                      List.of(
                          String.valueOf(row.id()),
                          row.message().channel(),
                          row.message().key(),
                          row.message().kind(),
                          row.message().service(),
                          String.valueOf(row.message().created().toEpochMilli())))
              .toList();
      assertThat(ask("SELECT id, channel, key, kind, service, created FROM message ORDER BY id"))
          .isEqualTo(handed);
      assertThat(ask("SELECT facts FROM message WHERE channel = 'telegram'").get(0).get(0))
          .isEqualTo(due.rows().get(1).message().facts().encode());
    }
  }

  @Test
  void a_service_tells_the_channels_that_it_names_and_the_log() {
    var plan =
        new AlertPlan(List.of("log", "telegram", "mail"), Optional.of(Duration.ofMinutes(1)));
    var services =
        List.of(
            AlertRig.service("all"),
            told("mail-only", List.of("mail", "gone")),
            told("nobody", List.of()));
    try (var rig = new AlertRig(place, AlertRig.NOON, plan, services)) {
      for (ServiceConfig service : services) {
        rig.hear(service.id(), "gfff");
      }
      rig.await("all changes", () -> rig.transitions.size() == 6);
      rig.advance(Duration.ofMinutes(2));
      rig.await("a reminder of each", () -> reminded().size() == 6);
      rig.hear("mail-only", "g");
      rig.await("its end", () -> rig.transitions.size() == 7);
    }
    assertThat(ask("SELECT DISTINCT service, channel FROM message ORDER BY service, channel"))
        .containsExactly(
            List.of("all", "log"),
            List.of("all", "mail"),
            List.of("all", "telegram"),
            List.of("mail-only", "log"),
            List.of("mail-only", "mail"),
            List.of("nobody", "log"));
    assertThat(ask("SELECT kind FROM message WHERE channel = 'mail' AND service = 'mail-only'"))
        .contains(List.of("ALERT"), List.of("REMINDER"), List.of("RECOVERY"));
  }

  @Test
  void a_channel_outside_of_its_hours_is_told_what_differs_when_they_begin() {
    LocalTime noon = LocalTime.ofInstant(AlertRig.NOON, ZoneOffset.UTC);
    int from = noon.getHour() * 60 + noon.getMinute() + 10;
    var span = new Hours.Span(EnumSet.allOf(DayOfWeek.class), from, from + 10);
    var plan =
        new AlertPlan(
            List.of("log", "mail"),
            Optional.empty(),
            Map.of("mail", new Hours(List.of(span), ZoneOffset.UTC)),
            Map.of());
    try (AlertRig rig = rig(AlertRig.NOON, plan)) {
      rig.hear("box", "gfff");
      rig.hear("nas", "gfffg");
      rig.await("an outage that lasts and one that ends", () -> rig.transitions.size() == 5);
      assertThat(mailed()).isEmpty();
      rig.advance(Duration.ofMinutes(10));
      rig.hear("nas", "g");
      rig.hear("box", "f");
      rig.await("what lasts is told", () -> mailed().equals(List.of("box ALERT")));
      rig.hear("box", "ff");
      rig.hear("nas", "fff");
      rig.await("what begins is told", () -> mailed().size() == 2);
      rig.advance(Duration.ofMinutes(10));
      rig.hear("nas", "g");
      rig.await("the end of what was told is told at any time", () -> mailed().size() == 3);
      rig.hear("nas", "fffg");
      rig.await("nobody is told of that", () -> rig.transitions.size() == 9);
    }
    assertThat(mailed()).containsExactly("box ALERT", "nas ALERT", "nas RECOVERY");
  }

  private List<String> mailed() {
    return ask("SELECT service || ' ' || kind FROM message WHERE channel = 'mail' ORDER BY id")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private List<List<String>> reminded() {
    return ask("SELECT DISTINCT service, channel FROM message WHERE kind = 'REMINDER'");
  }

  private static ServiceConfig told(String id, List<String> channels) {
    ServiceConfig usual = AlertRig.service(id);
    return new ServiceConfig(
        usual.label(),
        new ServiceConfig.Alarm(true, Optional.of(channels)),
        true,
        usual.exposure(),
        usual.timing(),
        usual.ask());
  }

  @Test
  void a_restart_in_an_outage_repeats_nothing_and_invents_no_recovery() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      rig.hear("box", "gfff");
      rig.await("both changes", () -> rig.transitions.size() == 2);
    }
    try (AlertRig rig = rig(AlertRig.NOON.plusSeconds(600))) {
      assertThat(rig.alert.known("box")).isEqualTo(Level.DOWN);
      assertThat(rig.alert.known("nas")).isEqualTo(Level.PENDING);
      rig.hear("box", "fffff");
      rig.advance(Duration.ofSeconds(20));
      assertThat(rig.transitions).isEmpty();
    }
    assertThat(ask("SELECT count(*) FROM message")).containsExactly(List.of("2"));
  }

  @Test
  void a_recovery_while_we_were_off_is_told_with_its_downtime_by_the_wall_clock() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      rig.hear("box", "gfff");
      rig.await("both changes", () -> rig.transitions.size() == 2);
    }
    try (AlertRig rig = rig(AlertRig.NOON.plusSeconds(600))) {
      rig.hear("box", "g");
      rig.await("the recovery", () -> rig.transitions.size() == 1);
      Incident ended = rig.transitions.get(0).incidents().ended().orElseThrow();
      assertThat(ended.length()).contains(Duration.ofSeconds(599));
    }
    assertThat(ask("SELECT kind, duration, end_reason FROM incident"))
        .containsExactly(List.of("OUTAGE", "599000", "RECOVERED"));
    assertThat(ask("SELECT kind FROM message WHERE channel = 'log' ORDER BY id"))
        .containsExactly(List.of("ALERT"), List.of("RECOVERY"));
  }

  @Test
  void a_restart_in_the_middle_of_retries_starts_them_again() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      rig.hear("box", "gff");
      rig.await("the first change", () -> !ask("SELECT * FROM service_state").isEmpty());
    }
    try (AlertRig rig = rig(AlertRig.NOON.plusSeconds(600))) {
      rig.hear("box", "ff");
      rig.advance(Duration.ofSeconds(1));
      assertThat(rig.transitions).isEmpty();
      rig.hear("box", "f");
      rig.await("the outage", () -> rig.transitions.size() == 1);
      assertThat(rig.transitions.get(0).since().at()).isEqualTo(AlertRig.NOON.plusSeconds(601));
    }
  }

  @Test
  void a_good_first_answer_waits_for_nobody_and_what_follows_is_written_after_it()
      throws Exception {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      WriteLock lock = place.lock();
      rig.hear("box", "g");
      rig.await("the first change", () -> rig.transitions.size() == 1);
      rig.hear("box", "fff");
      lock.release();
      rig.await("the outage", () -> rig.transitions.size() == 2);
      assertThat(ask("SELECT version, level FROM service_state"))
          .containsExactly(List.of("2", "DOWN"));
    }
    assertThat(ask("SELECT from_level, to_level FROM transition ORDER BY decided"))
        .containsExactly(List.of("PENDING", "UP"), List.of("UP", "DOWN"));
  }

  /** It is told; the id of its incident. */
  private String outage(AlertRig rig) {
    rig.hear("box", "g");
    rig.await("the first change", () -> ask("SELECT 1 FROM service_state").size() == 1);
    rig.hear("box", "fff");
    rig.await("the outage", () -> rig.due.size() == 1);
    return ask("SELECT id FROM incident").get(0).get(0);
  }

  /** Where a server takes over that did not have it. */
  @Test
  void what_follows_an_outage_that_the_database_has_lost_is_written_and_told() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      String id = outage(rig);
      place.change("DELETE FROM message");
      place.change("DELETE FROM told");
      place.change("DELETE FROM transition WHERE to_level = 'DOWN'");
      place.change("UPDATE service_state SET version = 1, level = 'UP', incident = NULL");
      place.change("DELETE FROM incident");

      rig.hear("box", "gg");
      rig.await(
          "the end of it",
          () -> {
            rig.advance(Duration.ofMillis(100));
            return rig.due.size() == 2;
          });

      assertThat(ask("SELECT version, level FROM service_state"))
          .containsExactly(List.of("2", "UP"));
      assertThat(ask("SELECT id, kind, ended IS NOT NULL FROM incident"))
          .containsExactly(List.of(id, "OUTAGE", "1"));
      assertThat(ask("SELECT channel, key, state FROM message ORDER BY id"))
          .containsExactly(
              List.of("log", "incident:" + id + ":RECOVERY", "DUE"),
              List.of("telegram", "incident:" + id + ":RECOVERY", "DUE"));
    }
  }

  @Test
  void a_reminder_of_an_outage_that_the_database_has_lost_brings_it_back() {
    var plan = new AlertPlan(List.of("log"), Optional.of(Duration.ofHours(1)));
    try (AlertRig rig = rig(AlertRig.NOON, plan)) {
      String id = outage(rig);
      place.change("UPDATE service_state SET version = 1, level = 'UP', incident = NULL");
      place.change("DELETE FROM incident");

      rig.advance(Duration.ofMinutes(59));
      rig.hear("box", "f");
      rig.await(
          "the reminder",
          () -> {
            rig.advance(Duration.ofMinutes(1));
            return rig.due.size() == 2;
          });

      assertThat(ask("SELECT level, incident FROM service_state"))
          .containsExactly(List.of("DOWN", id));
      assertThat(ask("SELECT id, ended IS NULL FROM incident")).containsExactly(List.of(id, "1"));
    }
  }

  @Test
  void what_comes_while_a_change_is_written_is_judged_in_its_order() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      rig.hear("box", "gfffgfffg");
      rig.hear("nas", "g");
      rig.await("all changes", () -> rig.transitions.size() == 6);
      assertThat(
              rig.transitions.stream()
                  .filter(transition -> transition.service().equals("box"))
                  .map(transition -> transition.change().to()))
          .containsExactly(Level.UP, Level.DOWN, Level.UP, Level.DOWN, Level.UP);
    }
  }

  @Test
  void an_outage_is_called_to_mind_after_a_while_and_ever_more_rarely() {
    var plan = new AlertPlan(List.of("log"), Optional.of(Duration.ofHours(1)));
    try (AlertRig rig = rig(AlertRig.NOON, plan)) {
      rig.hear("box", "gfff");
      rig.await("both changes", () -> rig.transitions.size() == 2);
      reminded(rig, Duration.ofMinutes(59), 0);
      reminded(rig, Duration.ofMinutes(2), 1);
      reminded(rig, Duration.ofMinutes(118), 1);
      reminded(rig, Duration.ofMinutes(3), 2);
    }
    try (AlertRig rig = rig(AlertRig.NOON.plus(Duration.ofHours(6)), plan)) {
      rig.hear("box", "f");
      reminded(rig, Duration.ofMinutes(59), 2);
      reminded(rig, Duration.ofMinutes(10), 3);
      rig.hear("box", "g");
      rig.await("the recovery", () -> rig.transitions.size() == 1);
      reminded(rig, Duration.ofDays(2), 3);
    }
    assertThat(ask("SELECT key LIKE 'incident:%:REMINDER:3' FROM message WHERE kind = 'REMINDER'"))
        .hasSize(3)
        .endsWith(List.of("1"));
    assertThat(
            ask("SELECT json_extract(facts, '$.was.length') FROM message WHERE kind = 'REMINDER'"))
        .as("until it is told, not until the last answer")
        .extracting(row -> Duration.parse(row.get(0)).toHours())
        .containsExactly(1L, 3L, 7L);
  }

  /**
   * The write takes real time, of which nobody knows how much; what must not come gets a little.
   */
  private void reminded(AlertRig rig, Duration after, int times) {
    rig.advance(after);
    List<List<String>> expected = List.of(List.of(String.valueOf(times)));
    for (int turn = 0; turn < 600 && (turn < 4 || !reminders().equals(expected)); turn++) {
      rig.advance(Duration.ofMillis(1));
      LockSupport.parkNanos(15_000_000);
    }
    for (int turn = 0; turn < 4; turn++) { // its end is heard a moment after its commit is seen
      rig.advance(Duration.ofMillis(1));
      LockSupport.parkNanos(15_000_000);
    }
    assertThat(reminders()).isEqualTo(expected);
  }

  private List<List<String>> reminders() {
    return ask("SELECT count(*) FROM message WHERE kind = 'REMINDER'");
  }
}
