package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import homebox.controlplane.alert.Absence;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time in which a service counts as neither up nor down. */
@EachDatabase
class AbsenceTest {
  private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private Rig rig(Instant now) {
    return Rig.on(place, now);
  }

  private List<List<String>> notes() {
    return place.ask(
        "SELECT s.id, (n.at - n.length - "
            + (NOON.toEpochMilli() + ") / 1000, (n.at - ")
            + (NOON.toEpochMilli() + ") / 1000")
            + " FROM event_note n JOIN service s ON s.number = n.service"
            + " WHERE n.kind = 'MAINTENANCE' ORDER BY 1, 2");
  }

  private static Absence work(int from, int until, Optional<Integer> ended) {
    return new Absence(
        Absence.Kind.MAINTENANCE,
        List.of("box"),
        NOON.plusSeconds(from),
        NOON.plusSeconds(until),
        ended.map(NOON::plusSeconds));
  }

  private static void say(Rig rig, Absence absence) {
    rig.say(() -> Absence.ADDRESS.publish(rig.vertx, absence));
  }

  private static Amounts amounts(Rig rig, int from) {
    long now = rig.pace.instant().toEpochMilli();
    return rig.verticle.past().course("box", NOON.plusSeconds(from).toEpochMilli(), now).amounts();
  }

  private void noted(Rig rig, String... edges) {
    rig.await("the note", () -> notes().equals(List.of(List.of(edges))));
  }

  /** One at each turn of ten seconds. */
  private static void checks(Rig rig, int seconds) {
    for (int n = 0; n < seconds; n += 10) {
      Instant turn = rig.pace.instant();
      rig.hear(Rig.good("box", turn));
      rig.flush();
      rig.rest();
      rig.advance(Duration.between(rig.pace.instant(), turn.plusSeconds(10)));
    }
  }

  private static Absence pause(int from, Optional<Integer> ended) {
    return new Absence(
        Absence.Kind.PAUSED,
        List.of("box"),
        NOON.plusSeconds(from),
        Instant.parse("9999-12-31T00:00:00Z"),
        ended.map(NOON::plusSeconds));
  }

  @Test
  void a_pause_is_neither_and_ends_the_outage_in_which_it_began() {
    try (Rig rig = rig(NOON)) {
      checks(rig, 30);
      rig.say(
          () ->
              rig.verticle
                  .past()
                  .of("box")
                  .began(
                      new homebox.controlplane.alert.Incident(
                          "box",
                          homebox.controlplane.alert.Incident.Kind.OUTAGE,
                          new homebox.controlplane.alert.Moment(NOON.plusSeconds(30), 0),
                          Optional.empty(),
                          Optional.empty())));
      checks(rig, 30);
      say(rig, pause(60, Optional.empty()));
      rig.advance(Duration.ofSeconds(600));
      assertThat(amounts(rig, 0).paused()).isEqualTo(600_000);
      assertThat(amounts(rig, 0).down()).isEqualTo(20_000);
      say(rig, pause(60, Optional.of(660)));
      checks(rig, 60);
      assertThat(amounts(rig, 0).paused()).isEqualTo(600_000);
      assertThat(amounts(rig, 0).down()).as("to the last answer before it").isEqualTo(20_000);
      assertThat(amounts(rig, 0).unknown()).isEqualTo(10_000);
      rig.await("the note", () -> pauses().equals(List.of(List.of("60", "660"))));
    }
  }

  @Test
  void a_pause_over_a_restart_is_one() {
    try (Rig rig = rig(NOON)) {
      checks(rig, 60);
      say(rig, pause(60, Optional.empty()));
      rig.await("the note", () -> pauses().size() == 1);
    }
    try (Rig rig = rig(NOON.plusSeconds(300))) {
      say(rig, pause(300, Optional.empty()));
      rig.await("the past is read", () -> amounts(rig, 0).paused() >= 240_000);
      rig.advance(Duration.ofSeconds(60));
      say(rig, pause(300, Optional.of(360)));
      rig.await(
          "both notes",
          () -> pauses().equals(List.of(List.of("60", "300"), List.of("300", "360"))));
      assertThat(amounts(rig, 0).paused()).isEqualTo(300_000);
    }
  }

  private List<List<String>> pauses() {
    return place.ask(
        "SELECT (at - length - "
            + (NOON.toEpochMilli() + ") / 1000, (at - ")
            + (NOON.toEpochMilli() + ") / 1000 FROM event_note WHERE kind = 'PAUSED' ORDER BY 1"));
  }

  @Test
  void it_counts_from_its_begin_to_its_end() {
    try (Rig rig = rig(NOON)) {
      checks(rig, 60);
      say(rig, work(60, 120, Optional.empty()));
      checks(rig, 30);
      assertThat(amounts(rig, 0).maintenance()).isCloseTo(30_000, within(500L));
      checks(rig, 30);
      say(rig, work(60, 120, Optional.of(120)));
      checks(rig, 60);
      assertThat(amounts(rig, 0).maintenance()).isEqualTo(60_000);
      assertThat(amounts(rig, 0).up()).isCloseTo(120_000, within(2_000L));
      noted(rig, "box", "60", "120");
    }
    try (Rig rig = rig(NOON.plusSeconds(400))) {
      rig.await("the past is read", () -> amounts(rig, 0).maintenance() == 60_000);
    }
  }

  @Test
  void one_that_ends_sooner_is_cut() {
    try (Rig rig = rig(NOON)) {
      checks(rig, 60);
      say(rig, work(60, 600, Optional.empty()));
      noted(rig, "box", "60", "600");
      checks(rig, 30);
      say(rig, work(60, 600, Optional.of(90)));
      noted(rig, "box", "60", "90");
      checks(rig, 60);
      assertThat(amounts(rig, 0).maintenance()).isEqualTo(30_000);
    }
  }

  @Test
  void the_next_life_knows_what_this_one_has_planned_and_no_more() {
    try (Rig rig = rig(NOON)) {
      checks(rig, 60);
      say(rig, work(60, 600, Optional.empty()));
      noted(rig, "box", "60", "600");
    }
    try (Rig rig = rig(NOON.plusSeconds(300))) {
      noted(rig, "box", "60", "300");
      rig.await("the past is read", () -> amounts(rig, 60).maintenance() == 240_000);
      say(rig, work(302, 600, Optional.empty()));
      rig.await("both notes", () -> notes().size() == 2);
    }
  }

  @Test
  void a_closed_hour_knows_it() {
    try (Rig rig = rig(NOON)) {
      say(rig, work(600, 1_200, Optional.empty()));
      checks(rig, 4_000);
      rig.round("the hour is written", () -> hours().size() == 1);
      assertThat(hours()).containsExactly(List.of("600000", "3000000"));
    }
  }

  private List<List<String>> hours() {
    return place.ask(
        "SELECT h.maintenance, h.up FROM check_hour h JOIN service s ON s.number = h.service"
            + " WHERE s.id = 'box'");
  }
}
