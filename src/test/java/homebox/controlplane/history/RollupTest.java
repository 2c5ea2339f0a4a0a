package homebox.controlplane.history;

import static homebox.controlplane.history.Rig.NOON;
import static homebox.controlplane.history.Rig.failed;
import static homebox.controlplane.history.Rig.good;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Gap;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hours and days as they are summed up, on a real database. Services are asked every 10 s. */
@EachDatabase
class RollupTest {
  private static final String SUMS =
      "SELECT (h.at - %d) / 60000, s.id, good, slow, failed, up / 1000, down / 1000, unknown / 1000"
          + " FROM check_hour h JOIN service s ON s.number = h.service ORDER BY h.at, s.id";

  private Place place;
  private Rig rig;
  private Said said;

  @BeforeEach
  void open(Place empty) {
    place = empty;
    said = new Said();
    rig = Rig.on(place, NOON);
  }

  @AfterEach
  void close() {
    rig.close();
    assertThat(said.lines()).noneMatch(line -> line.startsWith("ERROR"));
    said.close();
  }

  /** Answers every ten seconds, from one moment until another. */
  static List<CheckResult> every10s(String service, Instant from, Instant until) {
    var all = new ArrayList<CheckResult>();
    for (Instant at = from; at.isBefore(until); at = at.plusSeconds(10)) {
      all.add(good(service, at));
    }
    return all;
  }

  private void hear(List<CheckResult> results) {
    rig.hear(results);
    rig.flush();
  }

  /** The clock runs to a minute and a half after that many hours after noon. */
  private void rollUpTo(int hours) {
    Instant then = NOON.plus(Duration.ofHours(hours)).plusSeconds(90);
    rig.rest();
    rig.advance(Duration.between(rig.pace.instant(), then));
    long until = NOON.plus(Duration.ofHours(hours)).toEpochMilli();
    rig.round("hours are summed up", () -> setting("rolled_until") >= until && due() == 0);
  }

  private long due() {
    return place.number("SELECT count(*) FROM hour_due");
  }

  private long setting(String name) {
    return place.number("SELECT value FROM setting WHERE name = '" + name + "'");
  }

  private List<List<String>> sums() {
    return place.ask(String.format(SUMS, NOON.toEpochMilli()));
  }

  private void outage(String service, Instant from, Instant until) {
    place.change(
        String.format(
            "INSERT INTO incident (id, service, name, kind, started, ended)"
                + " VALUES ('%s%d', '%s', 'x', 'OUTAGE', %d, %s)"
                + " ON CONFLICT (id) DO UPDATE SET ended = excluded.ended",
            service,
            from.toEpochMilli(),
            service,
            from.toEpochMilli(),
            until == null ? "NULL" : String.valueOf(until.toEpochMilli())));
  }

  @Test
  void a_closed_hour_is_summed_up() {
    List<CheckResult> box = every10s("box", NOON, NOON.plusSeconds(3_605));
    box.set(7, Rig.result("box", box.get(7).at(), new Outcome.Slow(ms(2_000), ms(1_000))));
    box.set(9, failed("box", box.get(9).at(), "x"));
    hear(box);
    hear(every10s("nas", NOON.plusSeconds(1_800), NOON.plusSeconds(3_605)));
    rollUpTo(1);
    assertThat(sums())
        .containsExactly(
            List.of("0", "box", "358", "1", "1", "3600", "0", "0"),
            List.of("0", "nas", "180", "0", "0", "1800", "0", "0"));
    assertThat(place.ask("SELECT took, hex(latency), course FROM check_hour"))
        .first()
        .satisfies(
            row -> {
              assertThat(row.get(0)).isEqualTo(String.valueOf(358 * 42 + 2_000));
              assertThat(row.get(1)).isEqualTo("2AE602B40101"); // 42: 358 times, bucket 222: once
              assertThat(row.get(2)).as("up throughout").isNull();
            });
  }

  @Test
  void an_hour_that_an_outage_has_changed_is_written_again() {
    hear(every10s("box", NOON, NOON.plusSeconds(3_700)));
    rollUpTo(1);
    outage("box", NOON.plusSeconds(3_550), null);
    hear(every10s("box", NOON.plusSeconds(3_700), NOON.plusSeconds(7_300)));
    rollUpTo(2);
    assertThat(sums())
        .containsExactly(
            List.of("0", "box", "360", "0", "0", "3550", "50", "0"),
            List.of("60", "box", "360", "0", "0", "0", "3600", "0"));
    outage("box", NOON.plusSeconds(3_550), NOON.plusSeconds(7_190));
    rig.round("it is written again", () -> sums().get(1).get(5).equals("10"));
    assertThat(place.number("SELECT counted FROM incident")).isEqualTo(2);
  }

  @Test
  void a_late_answer_is_counted_where_it_belongs() {
    hear(every10s("box", NOON, NOON.plusSeconds(3_605)));
    rollUpTo(1);
    hear(List.of(good("box", NOON.plusSeconds(3_599))));
    assertThat(due()).isEqualTo(1);
    rig.round("it is written again", () -> due() == 0);
    assertThat(sums()).containsExactly(List.of("0", "box", "361", "0", "0", "3600", "0", "0"));
  }

  @Test
  void a_silence_that_is_found_out_later_changes_the_hour_in_which_it_began() {
    var minutes = new ArrayList<CheckResult>();
    for (int n = 0; n < 3_590; n += 10) {
      minutes.add(good("box", NOON.plusSeconds(n)));
    }
    rig.await("it is noted", () -> place.number("SELECT count(*) FROM event_note") > 1);
    place.change("UPDATE event_note SET length = 600000 WHERE kind = 'PATIENCE'");
    hear(minutes);
    rollUpTo(1);
    assertThat(sums()).containsExactly(List.of("0", "box", "359", "0", "0", "3600", "0", "0"));
    hear(every10s("box", NOON.plusSeconds(4_580), NOON.plusSeconds(7_205)));
    rollUpTo(2);
    assertThat(sums())
        .containsExactly(
            List.of("0", "box", "359", "0", "0", "3580", "0", "20"),
            List.of("60", "box", "262", "0", "0", "2620", "0", "980"));
  }

  @Test
  void a_gap_that_is_noted_late_changes_closed_hours() {
    hear(every10s("box", NOON, NOON.plusSeconds(3_605)));
    rollUpTo(1);
    var gap = new Gap(Gap.Kind.SLEEP, NOON.plusSeconds(3_610), Duration.ofSeconds(70));
    rig.say(() -> Gap.ADDRESS.publish(rig.vertx, gap));
    rig.await("the hour is due", () -> due() > 0);
    rig.round("it is written again", () -> due() == 0);
    assertThat(sums()).containsExactly(List.of("0", "box", "360", "0", "0", "3540", "0", "60"));
  }

  @Test
  void our_own_stop_is_unknown_and_its_hours_have_no_rows() {
    hear(every10s("box", NOON, NOON.plusSeconds(1_800)));
    outage("box", NOON.plusSeconds(1_200), null);
    rig.rest();
    rig.advance(Duration.ofSeconds(1_800));
    rig.close();
    rig = Rig.on(place, NOON.plus(Duration.ofHours(3)).plusSeconds(600));
    hear(every10s("box", NOON.plusSeconds(3 * 3_600 + 602), NOON.plusSeconds(4 * 3_600 + 5)));
    rollUpTo(4);
    assertThat(sums())
        .containsExactly(
            List.of("0", "box", "180", "0", "0", "1200", "590", "1810"),
            List.of("180", "box", "300", "0", "0", "0", "2998", "602"));
    assertThat(place.number("SELECT length FROM event_note WHERE kind = 'STOP'"))
        .isBetween(9_590_000L, 9_600_000L);
  }

  @Test
  void what_waits_for_the_database_is_summed_up_when_it_is_there() {
    hear(every10s("box", NOON, NOON.plusSeconds(3_605)));
    rollUpTo(1);
    place.change("UPDATE setting SET value = '0' WHERE name IN ('rolled_until', 'days_until')");
    place.change("DELETE FROM check_hour");
    rig.close();
    rig = Rig.on(place, NOON.plusSeconds(3_800));
    rig.round("hours are summed up", () -> setting("rolled_until") > 0);
    assertThat(sums()).hasSize(1);
  }

  @Test
  void a_day_is_the_sum_of_its_hours() {
    Instant evening = NOON.plus(Duration.ofHours(10));
    hear(every10s("box", evening, NOON.plus(Duration.ofHours(12)).plusSeconds(5)));
    outage("box", evening.plusSeconds(3_000), evening.plusSeconds(4_000));
    outage("box", evening.plusSeconds(5_000), evening.plusSeconds(5_010));
    rollUpTo(12);
    rig.round("the day is summed up", () -> setting("days_until") == 20_501);
    assertThat(
            place.ask(
                "SELECT day, good, up / 1000, down / 1000, unknown, outages, hex(latency)"
                    + " FROM check_day"))
        .containsExactly(List.of("20500", "720", "6190", "1010", "0", "2", "2AD005"));
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
