package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Order.Acknowledge;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel with {@code after}: who hears only of what nobody has cared about for a while. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EscalationTest {
  private static final String KEYS =
      "telegram: {bot_token: \"1:a\", chat_id: 1}\ntime_zone: UTC\ncheck_interval: 10\n"
          + "check_timeout: 5\nmax_response_time: 1\nretry_attempts: 0\n"
          + "alerting: {flapping: false, remind_every: 1h}\n"
          + "channels:\n  - {name: boss, ntfy: {topic: x}, after: 15m}\n"
          + "services:\n  - {name: Box, url: \"http://box/\"}\n";
  private static final Instant NOON = AlertRig.NOON;

  @TempDir Path folder;

  private AlertRig rig(Instant now, String more) {
    return rig(folder, now, more);
  }

  private static AlertRig rig(Path folder, Instant now, String more) {
    Settings settings = Configured.by(KEYS + more);
    return new AlertRig(
        Place.of(folder.resolve("history.db")),
        now,
        AlertPlan.of(settings),
        settings.watched(),
        HushPlan.of(settings));
  }

  private List<String> told(String channel) {
    return told(folder, channel);
  }

  private static List<String> told(Path folder, String channel) {
    return Database.ask(
            folder.resolve("history.db"),
            "SELECT kind FROM message WHERE channel = '" + channel + "' ORDER BY id")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private static String heard(AlertRig rig, String answers, int transitions) {
    rig.hear("box", answers);
    rig.await("what was decided", () -> rig.transitions.size() == transitions);
    return rig.transitions.get(transitions - 1).incidents().opened().map(Incident::id).orElse("");
  }

  /** Time goes by, and whoever wants to write is given some real time for it. */
  private static void passes(AlertRig rig, Duration length) {
    rig.advance(length);
    for (int turn = 0; turn < 6; turn++) {
      rig.advance(Duration.ofMillis(1));
      LockSupport.parkNanos(15_000_000);
    }
  }

  private static void acknowledge(AlertRig rig, String incident) {
    rig.onLoop(
        () ->
            rig.alert
                .orders()
                .give(new Acknowledge(incident, Optional.empty()), "Anna", Orders.ALONE));
  }

  @Test
  void what_is_open_and_nobodys_is_told_so_long_after_its_announcement() {
    try (AlertRig rig = rig(NOON, "")) {
      heard(rig, "gf", 2);
      passes(rig, Duration.ofMinutes(14));
      assertThat(told("telegram")).containsExactly("ALERT");
      assertThat(told("boss")).isEmpty();
      passes(rig, Duration.ofSeconds(61));
      rig.await("that it is told", () -> told("boss").equals(List.of("ALERT")));
      passes(rig, Duration.ofMinutes(46));
      rig.await("a reminder of each", () -> told("boss").equals(List.of("ALERT", "REMINDER")));
      heard(rig, "g", 3);
    }
    assertThat(told("boss")).containsExactly("ALERT", "REMINDER", "RECOVERY");
    assertThat(told("telegram")).containsExactly("ALERT", "REMINDER", "RECOVERY");
  }

  @Test
  void what_is_over_before_is_not_told_nor_its_end() {
    try (AlertRig rig = rig(NOON, "")) {
      heard(rig, "gf", 2);
      passes(rig, Duration.ofMinutes(14));
      heard(rig, "g", 3);
      passes(rig, Duration.ofDays(1));
      heard(rig, "sf", 5);
      passes(rig, Duration.ofMinutes(14));
      assertThat(told("boss")).as("each incident has its own time").isEmpty();
      passes(rig, Duration.ofMinutes(2));
      rig.await("the second one", () -> told("boss").equals(List.of("ALERT")));
    }
  }

  @Test
  void what_somebody_cares_about_is_not_told_not_even_its_end() {
    try (AlertRig rig = rig(NOON, "")) {
      acknowledge(rig, heard(rig, "gf", 2));
      passes(rig, Duration.ofDays(1));
      rig.hear("box", "f");
      heard(rig, "g", 3);
    }
    assertThat(told("telegram")).containsExactly("ALERT", "RECOVERY");
    assertThat(told("boss")).isEmpty();
  }

  @Test
  void who_was_told_before_somebody_cared_hears_the_end() {
    try (AlertRig rig = rig(NOON, "")) {
      String incident = heard(rig, "gf", 2);
      passes(rig, Duration.ofMinutes(16));
      rig.await("that it is told", () -> told("boss").size() == 1);
      acknowledge(rig, incident);
      passes(rig, Duration.ofDays(1));
      heard(rig, "g", 3);
    }
    assertThat(told("boss")).containsExactly("ALERT", "RECOVERY");
  }

  @Test
  void a_restart_neither_forgets_nor_begins_again() {
    try (AlertRig rig = rig(NOON, "")) {
      heard(rig, "gf", 2);
      passes(rig, Duration.ofMinutes(5));
    }
    try (AlertRig rig = rig(NOON.plusSeconds(10 * 60), "")) {
      rig.hear("box", "f");
      passes(rig, Duration.ofMinutes(4));
      assertThat(told("boss")).isEmpty();
      passes(rig, Duration.ofMinutes(2));
      rig.await("that it is told", () -> told("boss").equals(List.of("ALERT")));
    }
    try (AlertRig rig = rig(NOON.plusSeconds(20 * 60), "")) {
      rig.hear("box", "f");
      passes(rig, Duration.ofMinutes(20));
      heard(rig, "g", 1);
    }
    assertThat(told("boss")).containsExactly("ALERT", "RECOVERY");
  }

  /** As the notifier writes it after a day without the other side. */
  private void givenUp() {
    Path file = folder.resolve("history.db");
    Database.change(file, "UPDATE message SET state = 'FAILED' WHERE channel = 'boss'");
    Database.change(file, "UPDATE told SET level = 'UP' WHERE channel = 'boss'");
  }

  private void toldInVain() {
    try (AlertRig rig = rig(NOON, "")) {
      heard(rig, "gf", 2);
      passes(rig, Duration.ofMinutes(16));
      rig.await("that it is told", () -> told("boss").equals(List.of("ALERT")));
      givenUp();
    }
  }

  @Test
  void whose_alert_was_given_up_hears_the_end_also_after_a_restart() {
    toldInVain();
    try (AlertRig rig = rig(NOON.plus(Duration.ofHours(25)), "")) {
      heard(rig, "g", 1);
      heard(rig, "f", 2);
      heard(rig, "g", 3);
    }
    assertThat(told("boss")).as("of the one that was told").containsExactly("ALERT", "RECOVERY");
  }

  @Test
  void nor_does_that_depend_on_whether_it_went_on_or_somebody_cared_meanwhile() {
    toldInVain();
    try (AlertRig rig = rig(NOON.plus(Duration.ofHours(25)), "")) {
      rig.hear("box", "f");
      acknowledge(rig, open(folder));
      passes(rig, Duration.ofMinutes(30));
      heard(rig, "g", 1);
    }
    assertThat(told("boss")).containsExactly("ALERT", "RECOVERY");
  }

  @Test
  void who_was_not_to_be_told_yet_does_not_hear_the_end_after_a_restart() {
    try (AlertRig rig = rig(NOON, "")) {
      heard(rig, "gf", 2);
      passes(rig, Duration.ofMinutes(5));
    }
    try (AlertRig rig = rig(NOON.plusSeconds(600), "")) {
      heard(rig, "g", 1);
    }
    assertThat(told("boss")).isEmpty();
    assertThat(told("telegram")).containsExactly("ALERT", "RECOVERY");
  }

  @Test
  void what_was_acknowledged_before_a_restart_stays_so() {
    try (AlertRig rig = rig(NOON, "")) {
      acknowledge(rig, heard(rig, "gf", 2));
    }
    try (AlertRig rig = rig(NOON.plusSeconds(3_600), "")) {
      rig.hear("box", "ff");
      passes(rig, Duration.ofDays(1));
    }
    assertThat(told("boss")).isEmpty();
  }

  @Test
  void planned_work_puts_it_off_until_an_answer_that_was_begun_afterwards() {
    String work =
        "maintenance:\n  - {services: '*', from: \""
            + NOON.plusSeconds(600)
            + "\", until: \""
            + NOON.plusSeconds(3_600)
            + "\"}\n";
    try (AlertRig rig = rig(NOON, work)) {
      heard(rig, "gf", 2);
      passes(rig, Duration.ofMinutes(11));
      rig.hear("box", "f");
      passes(rig, Duration.ofMinutes(10));
      rig.hear("box", "f");
      passes(rig, Duration.ofMinutes(60));
      assertThat(told("boss")).as("nobody has answered since").isEmpty();
      rig.hear("box", "f");
      rig.await("that it is told", () -> told("boss").size() == 1);
    }
  }

  @Test
  void a_slow_service_is_told_late_too_and_what_gets_worse_waits_anew() {
    try (AlertRig rig = rig(NOON, "")) {
      heard(rig, "gs", 2);
      passes(rig, Duration.ofMinutes(16));
      rig.await("that it is told", () -> told("boss").equals(List.of("WARNING")));
      heard(rig, "f", 3);
      passes(rig, Duration.ofMinutes(14));
      assertThat(told("boss")).hasSize(1);
      passes(rig, Duration.ofMinutes(2));
      rig.await("that it is told", () -> told("boss").equals(List.of("WARNING", "ALERT")));
      heard(rig, "g", 4);
    }
    assertThat(told("boss")).containsExactly("WARNING", "ALERT", "RECOVERY");
  }

  /** Minutes of good and bad answers, acknowledgements and restarts, against a naive list. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatever_happens_it_hears_of_what_was_open_and_nobodys_for_so_long(long seed)
      throws IOException {
    var random = new Random(seed);
    Path own = Files.createDirectory(folder.resolve("run" + seed));
    var expected = new ArrayList<String>();
    long minute = 0;
    long down = -1; // since when, in minutes
    boolean cared = false;
    boolean told = false;
    AlertRig rig = rig(own, NOON, "");
    try {
      heard(rig, "g", 1);
      for (int step = 0; step < 14; step++) {
        int what = random.nextInt(10);
        if (what < 4) {
          int before = rig.transitions.size();
          boolean ends = down >= 0;
          rig.hear("box", ends ? "g" : "f");
          AlertRig now = rig;
          rig.await("the change", () -> now.transitions.size() == before + 1);
          if (ends && told) {
            expected.add("RECOVERY");
          }
          down = ends ? -1 : minute;
          cared = false;
          told = false;
        } else if (what < 5 && down >= 0) {
          acknowledge(rig, open(own));
          cared = true;
        } else if (what < 6) {
          Instant then = rig.pace.instant();
          rig.close();
          rig = rig(own, then, "");
          if (down >= 0) {
            rig.hear("box", "f");
          }
        } else {
          long length = 1 + random.nextInt(12);
          minute += length;
          passes(rig, Duration.ofMinutes(length).plusSeconds(1));
          if (down >= 0 && !cared && !told && minute - down >= 15) {
            expected.add("ALERT");
            told = true;
            rig.await("it", () -> told(own, "boss").stream().anyMatch("ALERT"::equals));
          }
        }
      }
      passes(rig, Duration.ofSeconds(1));
    } finally {
      rig.close();
    }
    assertThat(told(own, "boss").stream().filter(kind -> !kind.equals("REMINDER")))
        .as("seed " + seed)
        .containsExactlyElementsOf(expected);
  }

  private static String open(Path folder) {
    return Database.ask(folder.resolve("history.db"), "SELECT id FROM incident WHERE ended IS NULL")
        .get(0)
        .get(0);
  }
}
