package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Planned work: what is told, what is not, and what is told afterwards. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class MaintenanceTest {
  private static final String KEYS =
      "telegram: {bot_token: \"1:a\", chat_id: 1}\ntime_zone: UTC\ncheck_interval: 10\n"
          + "check_timeout: 5\nmax_response_time: 1\nretry_attempts: 0\n";
  private static final String SERVICES =
      "services:\n  - {name: Box, url: \"http://box/\", tags: [disks]}\n"
          + "  - {name: Nas, url: \"http://nas/\", group: Home}\n";
  private static final Instant NOON = AlertRig.NOON;

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private static String once(String services, int from, int until) {
    return "maintenance:\n  - {services: '"
        + services
        + ("', from: \"" + NOON.plusSeconds(from) + "\"")
        + (", until: \"" + NOON.plusSeconds(until) + "\", reason: new disks}\n");
  }

  private AlertRig rig(Instant now, String maintenance) {
    Settings settings = Configured.by(KEYS + maintenance + SERVICES);
    return new AlertRig(
        place, now, AlertPlan.of(settings), settings.watched(), HushPlan.of(settings));
  }

  private static void reload(AlertRig rig, String maintenance) {
    rig.onLoop(
        () -> {
          String yaml = KEYS + maintenance + SERVICES;
          InForce.ADDRESS.publish(rig.vertx, Configured.inForce(yaml, rig.pace.instant()));
          return Future.succeededFuture();
        });
    rig.onLoop(Future::succeededFuture);
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private List<String> told(String channel) {
    return ask(
            "SELECT service || ' ' || kind FROM message WHERE channel = '"
                + channel
                + "' ORDER BY id")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private void heard(AlertRig rig, String id, String answers, int transitions) {
    rig.hear(id, answers);
    rig.await("what was decided", () -> rig.transitions.size() == transitions);
  }

  private static Optional<Cover.Work> work(AlertRig rig, String id) {
    return rig.standings.stream()
        .filter(each -> each.service().equals(id))
        .reduce((before, last) -> last)
        .flatMap(each -> each.cover().maintenance());
  }

  @Test
  void an_outage_that_is_over_before_it_is_told_to_nobody() {
    try (AlertRig rig = rig(NOON, once("*", 1, 100))) {
      heard(rig, "box", "gffg", 3);
      rig.advance(Duration.ofSeconds(200));
      heard(rig, "box", "gf", 4);
      rig.await("the alert after it", () -> !told("log").isEmpty());
    }
    assertThat(told("telegram")).containsExactly("box ALERT");
    assertThat(ask("SELECT announced IS NULL FROM incident ORDER BY started"))
        .containsExactly(List.of("1"), List.of("0"));
  }

  @Test
  void one_that_goes_on_is_told_once_with_its_true_start() {
    try (AlertRig rig = rig(NOON, once("box", 1, 100))) {
      heard(rig, "box", "gff", 2);
      rig.advance(Duration.ofSeconds(98));
      rig.hear("box", "ffff");
      rig.await("the alert", () -> told("telegram").size() == 1);
      heard(rig, "box", "g", 3);
    }
    assertThat(told("telegram")).containsExactly("box ALERT", "box RECOVERY");
    var facts = new JsonObject(ask("SELECT facts FROM message WHERE kind = 'ALERT'").get(0).get(0));
    assertThat(facts.getInstant("at")).isEqualTo(NOON.plusSeconds(2));
    assertThat(ask("SELECT key = 'incident:' || incident || ':ALERT' FROM message LIMIT 1"))
        .containsExactly(List.of("1"));
    assertThat(ask("SELECT (announced - started) / 1000 FROM incident"))
        .containsExactly(List.of("100"));
  }

  @Test
  void an_answer_that_was_begun_within_it_does_not_tell() {
    try (AlertRig rig = rig(NOON, once("box", 1, 100))) {
      heard(rig, "box", "gf", 2);
      Instant begun = rig.pace.instant().plusSeconds(1);
      rig.advance(Duration.ofSeconds(120));
      tellsOnlyWithTheNext(rig, begun);
    }
  }

  @Test
  void nor_does_one_that_was_begun_before_it_was_called_off() {
    try (AlertRig rig = rig(NOON, once("box", 1, 100))) {
      heard(rig, "box", "gf", 2);
      Instant begun = rig.pace.instant().plusSeconds(1);
      rig.advance(Duration.ofSeconds(5));
      reload(rig, "");
      tellsOnlyWithTheNext(rig, begun);
    }
  }

  private void tellsOnlyWithTheNext(AlertRig rig, Instant begun) {
    rig.onLoop(
        () -> {
          CheckResult.ADDRESS.publish(
              rig.vertx, new CheckResult("box", begun, begun.toEpochMilli(), 0, Answers.of('f')));
          return Future.succeededFuture();
        });
    rig.hear("box", "f");
    rig.await("the alert", () -> told("telegram").size() == 1);
    String decided = String.valueOf(rig.pace.instant().toEpochMilli());
    assertThat(ask("SELECT created FROM message WHERE channel = 'telegram'"))
        .containsExactly(List.of(decided));
  }

  @Test
  void what_was_announced_before_recovers_in_it() {
    try (AlertRig rig = rig(NOON, once("tag:disks", 5, 100))) {
      heard(rig, "box", "gf", 2);
      rig.advance(Duration.ofSeconds(10));
      heard(rig, "box", "g", 3);
    }
    assertThat(told("telegram")).containsExactly("box ALERT", "box RECOVERY");
  }

  @Test
  void who_is_not_chosen_is_told() {
    try (AlertRig rig = rig(NOON, once("group:Home", 1, 100))) {
      heard(rig, "box", "gf", 2);
      heard(rig, "nas", "gf", 4);
    }
    assertThat(told("telegram")).containsExactly("box ALERT");
  }

  @Test
  void it_is_forgotten_by_no_restart() {
    try (AlertRig rig = rig(NOON, once("box", 1, 1_000))) {
      heard(rig, "box", "gf", 2);
    }
    try (AlertRig rig = rig(NOON.plusSeconds(500), once("box", 1, 1_000))) {
      rig.hear("box", "ff");
      assertThat(work(rig, "box")).map(Cover.Work::reason).contains("new disks");
      assertThat(told("telegram")).isEmpty();
    }
    try (AlertRig rig = rig(NOON.plusSeconds(2_000), once("box", 1, 1_000))) {
      rig.hear("box", "f");
      rig.await("the alert", () -> told("telegram").size() == 1);
      rig.hear("box", "ff");
    }
    assertThat(told("telegram")).containsExactly("box ALERT");
  }

  @Test
  void it_is_shown_from_its_begin_to_its_end_and_history_hears_of_it() {
    try (AlertRig rig = rig(NOON, once("box", 100, 200))) {
      rig.advance(Duration.ofSeconds(99));
      assertThat(work(rig, "box")).isEmpty();
      rig.advance(Duration.ofSeconds(2));
      rig.onLoop(Future::succeededFuture);
      assertThat(work(rig, "box")).contains(new Cover.Work(NOON.plusSeconds(200), "new disks"));
      assertThat(work(rig, "nas")).isEmpty();
      rig.advance(Duration.ofSeconds(100));
      rig.onLoop(Future::succeededFuture);
      assertThat(work(rig, "box")).isEmpty();
      assertThat(rig.absences)
          .containsExactly(
              new Absence(
                  Absence.Kind.MAINTENANCE,
                  List.of("box"),
                  NOON.plusSeconds(100),
                  NOON.plusSeconds(200),
                  Optional.empty()),
              new Absence(
                  Absence.Kind.MAINTENANCE,
                  List.of("box"),
                  NOON.plusSeconds(100),
                  NOON.plusSeconds(200),
                  Optional.of(NOON.plusSeconds(200))));
    }
  }

  @Test
  void a_reload_begins_it_and_ends_it() {
    try (AlertRig rig = rig(NOON, "")) {
      rig.hear("box", "g");
      reload(rig, once("box", -100, 500));
      rig.await("it is shown", () -> work(rig, "box").isPresent());
      heard(rig, "box", "f", 2);
      reload(rig, "");
      rig.await("it is not shown", () -> work(rig, "box").isEmpty());
      assertThat(rig.absences.get(1).ended()).contains(NOON.plusSeconds(2));
      rig.hear("box", "f");
      rig.await("the alert", () -> told("telegram").size() == 1);
    }
  }

  @Test
  void one_that_comes_again_and_again_hushes_again_and_again() {
    String nightly = "maintenance:\n  - {services: box, cron: 0 3 * * *, duration: 1h}\n";
    String unmoved = "alerting: {flapping: false}\n"; // it changes with each of its few answers
    try (AlertRig rig = rig(NOON, unmoved + nightly)) {
      heard(rig, "box", "g", 1);
      for (int night = 0; night < 3; night++) {
        rig.advance(
            Duration.between(
                rig.pace.instant(),
                NOON.plus(Duration.ofDays(night)).plus(Duration.ofMinutes(15 * 60 + 30))));
        int before = rig.transitions.size();
        heard(rig, "box", "fg", before + 2);
      }
      assertThat(told("telegram")).isEmpty();
      rig.advance(Duration.ofHours(2));
      int before = rig.transitions.size();
      heard(rig, "box", "fg", before + 2);
    }
    assertThat(told("telegram")).containsExactly("box ALERT", "box RECOVERY");
  }

  @Test
  void nobody_is_reminded_in_it() {
    String reminding = "alerting: {remind_every: 1m}\n";
    try (AlertRig rig = rig(NOON, reminding + once("box", 50, 1_000))) {
      heard(rig, "box", "gf", 2);
      rig.await("the alert", () -> told("telegram").size() == 1);
      rig.advance(Duration.ofSeconds(900));
      rig.onLoop(Future::succeededFuture);
      assertThat(told("telegram")).containsExactly("box ALERT");
      rig.advance(Duration.ofSeconds(120));
      rig.hear("box", "f");
      rig.advance(Duration.ofSeconds(120));
      rig.await("a reminder", () -> told("telegram").contains("box REMINDER"));
    }
  }
}
