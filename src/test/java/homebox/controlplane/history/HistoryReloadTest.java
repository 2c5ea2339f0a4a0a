package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Former;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is remembered when services come, change and go. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
@EachDatabase
class HistoryReloadTest {
  private static final String TWO =
      """
      check_interval: 10
      check_timeout: 5
      services:
        - {name: The box, id: box, group: Home, url: "http://box/"}
        - {name: Nas, id: nas, group: Home, url: "http://nas/"}
      """;
  private static final String NEW = "  - {name: New, url: \"http://new/\", interval: 60}\n";

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private static void reload(Rig rig, String yaml) {
    rig.onLoop(
        () -> {
          InForce.ADDRESS.publish(rig.vertx, Configured.inForce(yaml, rig.pace.instant()));
          return Future.succeededFuture();
        });
  }

  @Test
  void who_comes_is_known_by_name_and_what_it_answers_is_kept() {
    try (Rig rig = Rig.on(place, Rig.NOON)) {
      rig.hear(Rig.good("box", Rig.NOON));
      reload(rig, TWO + NEW);
      rig.hear(Rig.good("new", Rig.NOON.plusSeconds(1)), Rig.good("box", Rig.NOON.plusSeconds(2)));
      rig.flush();
      rig.await("its name", () -> ask("SELECT name FROM service WHERE name = 'New'").size() == 1);
    }
    assertThat(ask("SELECT id, name, group_name, kind, url, origin FROM service ORDER BY id"))
        .containsExactly(
            List.of("box", "The box", "Home", "http", "http://box/", "file"),
            List.of("nas", "Nas", "Home", "http", "http://nas/", "file"),
            List.of("new", "New", "", "http", "http://new/", "file"));
    assertThat(ask("SELECT service_name FROM checks ORDER BY timestamp"))
        .containsExactly(List.of("The box"), List.of("New"), List.of("The box"));
  }

  @Test
  void who_goes_is_remembered_as_gone_until_it_comes_back() {
    String one = TWO.replaceFirst("(?m)^.*id: nas.*$", "");
    try (Rig rig = Rig.on(place, Rig.NOON)) {
      reload(rig, one);
      rig.await("it is noted", () -> gone().equals(List.of(List.of("nas"))));
      assertThat(formers(rig).stream().filter(Former::watched).map(Former::id))
          .containsExactly("box");
      reload(rig, TWO);
      rig.await("it is back", () -> gone().isEmpty());
      assertThat(formers(rig)).allMatch(Former::watched).hasSize(2);
      reload(rig, one);
      rig.await("it is noted", () -> !gone().isEmpty());
    }
    try (Rig rig = Rig.silent(place, Rig.NOON.plusSeconds(60))) {
      Former nas = formers(rig).stream().filter(each -> each.id().equals("nas")).findAny().get();
      assertThat(nas).isEqualTo(Former.kept("nas", "Home", "Nas", "http://nas/", false));
      Settings running = Configured.by(TWO.replace("id: nas,", "id: disk,"));
      List<Former> all = rig.onLoop(() -> new KnownServices(rig.database).and(running));
      assertThat(all.stream().filter(Former::watched).map(Former::id))
          .containsExactlyInAnyOrder("box", "disk");
    }
  }

  private List<List<String>> gone() {
    return ask("SELECT id FROM service WHERE removed IS NOT NULL");
  }

  private static List<Former> formers(Rig rig) {
    return rig.onLoop(() -> new KnownServices(rig.database).all());
  }

  @Test
  void a_change_while_results_are_written_disturbs_none() {
    try (Rig rig = Rig.on(place, Rig.NOON)) {
      for (int n = 0; n < 40; n++) {
        rig.hear(Rig.good("box", Rig.NOON.plusSeconds(n)), Rig.failed("new", at(n), "f" + n));
        reload(rig, n % 2 == 0 ? TWO + NEW : TWO);
        rig.advance(Duration.ofMillis(70));
      }
      rig.flush();
    }
    assertThat(ask("SELECT count(*), count(DISTINCT id) FROM check_recent"))
        .containsExactly(List.of("80", "80"));
    assertThat(ask("SELECT service_name, count(*) FROM checks GROUP BY 1 ORDER BY 1"))
        .containsExactly(List.of("New", "40"), List.of("The box", "40"));
  }

  private static Instant at(int second) {
    return Rig.NOON.plusSeconds(second);
  }

  @Test
  void the_interval_in_force_at_the_time_is_noted() {
    try (Rig rig = Rig.on(place, Rig.NOON)) {
      rig.rest();
      rig.advance(Duration.ofMinutes(5));
      String other = TWO.replace("id: nas,", "id: nas, interval: 100,");
      reload(rig, other);
      rig.await("the note", () -> notes("nas").size() == 2);
      assertThat(notes("box")).hasSize(1);
      reload(rig, other);
      rig.advance(Duration.ofSeconds(1));
    }
    List<List<String>> notes = notes("nas");
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).containsExactly("25000");
    assertThat(notes.get(1)).containsExactly("205000");
  }

  private List<List<String>> notes(String id) {
    return ask(
        "SELECT length FROM event_note n JOIN service s ON s.number = n.service WHERE n.kind ="
            + " 'PATIENCE' AND s.id = '"
            + id
            + "' ORDER BY n.at");
  }

  @Test
  void a_longer_interval_makes_no_gap() {
    try (Rig rig = Rig.on(place, Rig.NOON)) {
      rig.hear(Rig.good("nas", Rig.NOON));
      reload(rig, TWO.replace("id: nas,", "id: nas, interval: 100,"));
      rig.advance(Duration.ofSeconds(150));
      rig.hear(Rig.good("nas", rig.pace.instant()));
      rig.flush();

      Course course =
          rig.verticle
              .past()
              .course("nas", Rig.NOON.toEpochMilli(), rig.pace.instant().toEpochMilli());
      assertThat(
              course.amounts(Rig.NOON.toEpochMilli(), rig.pace.instant().toEpochMilli()).unknown())
          .isZero();
    }
  }

  @Test
  void a_database_that_is_locked_knows_it_later() throws Exception {
    try (Rig rig = Rig.on(place, Rig.NOON)) {
      WriteLock lock = place.lock();
      reload(rig, TWO + NEW);
      rig.hear(Rig.good("new", Rig.NOON.plusSeconds(1)));
      rig.advance(Duration.ofSeconds(10));
      lock.release();
      rig.await("its name", () -> ask("SELECT name FROM service WHERE name = 'New'").size() == 1);
      rig.flush();
    }
    assertThat(ask("SELECT service_name FROM checks")).containsExactly(List.of("New"));
  }

  @Test
  void checks_are_kept_as_long_as_it_is_said_now() {
    try (Rig rig = Rig.on(place, Rig.NOON, Optional.empty(), ResultWriter.ROOM)) {
      rig.hear(Rig.good("box", Rig.NOON));
      rig.rest();
      rig.advance(Duration.ofHours(3));
      passUntil(rig, "its hour is summed up", () -> ask("SELECT * FROM check_hour").size() == 1);
      assertThat(ask("SELECT * FROM checks")).hasSize(1);
      reload(rig, "retention: {checks: 1h}\n" + TWO);
      passUntil(rig, "it is forgotten", () -> ask("SELECT * FROM checks").isEmpty());
    }
  }

  /** A round that the jump of the clock has broken off is followed by another one. */
  private static void passUntil(Rig rig, String what, BooleanSupplier done) {
    rig.await(
        what,
        () -> {
          rig.advance(Duration.ofSeconds(20));
          return done.getAsBoolean();
        });
  }
}
