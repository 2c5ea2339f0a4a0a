package homebox.controlplane.history.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.store.OldCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the predecessor's rows say, and when it was. */
class ReaderTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant UNTIL = Instant.parse("2026-11-27T10:00:00Z");
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private final Reader reader = new Reader(PARIS, UNTIL.toEpochMilli());
  private long row;

  private OldCheck check(Object service, Object time, Object healthy, Object took) {
    return new OldCheck(++row, service, time, healthy, took, 200, null);
  }

  private OldCheck at(String time) {
    return check("Box", time, 1, 0.042);
  }

  private List<Instant> moments(List<OldCheck> checks) {
    Reader.Read read = reader.read(checks);
    assertThat(read.flaws()).isEmpty();
    return read.rows().stream().map(each -> Instant.ofEpochMilli(each.at())).toList();
  }

  @Test
  void a_row_comes_back_with_everything_in_it() {
    var check =
        new OldCheck(7, "Homebox Main", "2026-02-16 23:40:28.173802", 0, 1.2345, 503, "HTTP 503");
    assertThat(reader.read(List.of(check)).rows())
        .containsExactly(
            new OldRow(
                "Homebox Main",
                Instant.parse("2026-02-16T22:40:28.173Z").toEpochMilli(),
                true,
                false,
                1_235,
                503,
                "HTTP 503"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-16 23:40:28.173802, 2026-02-16T22:40:28.173Z",
    "2026-02-16T23:40:28.173802, 2026-02-16T22:40:28.173Z",
    "2026-02-16 23:40:28, 2026-02-16T22:40:28Z",
    "2026-02-16 23:40:28.5, 2026-02-16T22:40:28.500Z",
    "2026-02-16 23:40, 2026-02-16T22:40:00Z",
    "' 2026-02-16 23:40:28 ', 2026-02-16T22:40:28Z",
    "2026-02-16T23:40:28+00:00, 2026-02-16T23:40:28Z",
    "2026-02-16 23:40:28.173802Z, 2026-02-16T23:40:28.173Z",
    "2026-07-01 12:00:00, 2026-07-01T10:00:00Z",
  })
  void times_are_local_unless_they_say_which(String written, Instant moment) {
    assertThat(moments(List.of(at(written)))).containsExactly(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-02-16",
        "2026-02-30 10:00:00",
        "2026-02-16 24:10:00",
        "16/02/2026 23:40:28",
        "1739746828",
        "1999-12-31 23:00:00",
        "2026-02-16 23:40:28 and more"
      })
  void what_is_no_time_is_told_and_stops_nothing(String written) {
    Reader.Read read = reader.read(List.of(at(written), at("2026-02-16 23:40:28")));
    assertThat(read.flaws()).isEqualTo(Map.of(Flaw.TIME, 1));
    assertThat(read.firstFlaw()).hasValue(1);
    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void what_is_missing_or_of_another_kind_is_told_by_its_kind() {
    String time = "2026-02-16 23:40:28";
    byte[] bytes = "Box".getBytes(StandardCharsets.UTF_8);
    Reader.Read read =
        reader.read(
            List.of(
                check(null, time, 1, 0.1),
                check(" \n", time, 1, 0.1),
                check(bytes, time, 1, 0.1),
                check("Box", null, 1, 0.1),
                check("Box", bytes, 1, 0.1),
                check("Box", "2026-11-27 11:00:00", 1, 0.1),
                check("Box", time, null, 0.1),
                check("Box", time, 2, 0.1),
                check("Box", time, "yes", 0.1),
                check("Box", time, 1, null),
                check("Box", time, 1, "fast"),
                check("Box", time, 1, -0.5),
                check("Box", time, 1, Double.POSITIVE_INFINITY),
                check("Box", time, 1.0, 1)));
    assertThat(read.flaws())
        .isEqualTo(
            Map.of(
                Flaw.NAME, 3, Flaw.TIME, 2, Flaw.FUTURE, 1, Flaw.HEALTH, 3, Flaw.RESPONSE_TIME, 4));
    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void what_may_be_missing_may_be_of_another_kind_too() {
    OldRow odd =
        reader
            .read(
                List.of(
                    new OldCheck(1, "Box", "2026-02-16 23:40:28", 0, 10.0, "no", new byte[] {1})))
            .rows()
            .get(0);
    assertThat(odd.status()).isNull();
    assertThat(odd.error()).isNull();
  }

  @Test
  void long_names_and_sentences_are_cut_and_stand_on_their_line() {
    OldRow row =
        reader
            .read(
                List.of(
                    new OldCheck(
                        1,
                        "A\tname\nof " + "x".repeat(200),
                        "2026-02-16 23:40:28",
                        0,
                        1.0,
                        null,
                        "a\0b\nc" + "😀".repeat(400))))
            .rows()
            .get(0);
    assertThat(row.service()).startsWith("A name of xxx").endsWith("…").hasSize(100);
    assertThat(row.error()).startsWith("a b\nc😀").endsWith("😀…").hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void equal_milliseconds_are_one_apart_and_of_other_services_not_touched() {
    String same = "2026-02-16 23:40:28.173";
    List<Instant> moments =
        moments(
            List.of(
                at(same + "100"),
                at(same + "200"),
                check("Nas", same, 1, 0.1),
                at(same),
                at("2026-02-16 23:40:28.174"),
                at("2026-02-16 23:45:28.174")));
    Instant first = Instant.parse("2026-02-16T22:40:28.173Z");
    assertThat(moments)
        .containsExactly(
            first,
            first.plusMillis(1),
            first,
            first.plusMillis(2),
            first.plusMillis(3),
            first.plusSeconds(300).plusMillis(1));
  }

  /** Each row its own moment, whatever the distance: the clock shows 2:00 to 3:00 twice. */
  @ParameterizedTest
  @ValueSource(longs = {1, 30, 60, 300, 600, 1_700, 1_800, 3_599, 3_600, 3_601, 5_400})
  void a_doubled_autumn_hour_is_there_once_each(long seconds) {
    List<Instant> real = night("2026-10-25T01:00:00+02:00", Duration.ofHours(6), seconds);
    assertThat(moments(real.stream().map(ReaderTest::shown).map(this::at).toList()))
        .isEqualTo(real);
  }

  @Test
  void a_doubled_hour_of_half_an_hour_and_two_services_at_different_distances() {
    var there = new Reader(ZoneId.of("Australia/Lord_Howe"), UNTIL.toEpochMilli());
    ZoneId zone = ZoneId.of("Australia/Lord_Howe");
    List<Instant> real = night("2026-04-05T00:00:00+11:00", Duration.ofHours(5), 60);
    var checks = new ArrayList<OldCheck>();
    for (int n = 0; n < real.size(); n++) {
      String time = WRITTEN.format(real.get(n).atZone(zone));
      checks.add(check("Box", time, 1, 0.1));
      if (n % 10 == 0) {
        checks.add(check("Nas", time, 1, 0.1));
      }
    }
    List<OldRow> rows = there.read(checks).rows();
    assertThat(rows.stream().filter(row -> row.service().equals("Box")).map(OldRow::at))
        .isEqualTo(real.stream().map(Instant::toEpochMilli).toList());
    assertThat(rows.stream().filter(row -> row.service().equals("Nas")).map(OldRow::at))
        .isEqualTo(
            IntStream.range(0, real.size())
                .filter(n -> n % 10 == 0)
                .mapToObj(n -> real.get(n).toEpochMilli())
                .toList());
  }

  @Test
  void after_a_long_pause_the_doubled_hour_is_still_told_apart() {
    var real = new ArrayList<Instant>();
    real.addAll(night("2026-10-24T09:00:00+02:00", Duration.ofHours(1), 300));
    real.addAll(night("2026-10-25T02:00:00+02:00", Duration.ofHours(3), 300));
    assertThat(moments(real.stream().map(ReaderTest::shown).map(this::at).toList()))
        .isEqualTo(real);
  }

  @Test
  void in_the_doubled_hour_a_row_a_little_out_of_order_is_no_second_hour() {
    List<Instant> real = night("2026-10-25T02:00:00+02:00", Duration.ofMinutes(50), 300);
    List<OldCheck> checks =
        real.stream()
            .flatMap(each -> Stream.of(each, each.minusMillis(200)))
            .map(ReaderTest::shown)
            .map(this::at)
            .toList();
    assertThat(moments(checks).stream().map(each -> each.plusMillis(500).getEpochSecond()))
        .allMatch(second -> second < real.get(0).getEpochSecond() + 3_600);
  }

  @Test
  void an_hour_that_spring_left_out_is_read_as_the_hour_after() {
    assertThat(moments(List.of(at("2026-03-29 02:30:00"))))
        .containsExactly(Instant.parse("2026-03-29T01:30:00Z"));
  }

  @Test
  void whoever_goes_on_in_the_doubled_hour_reads_what_the_one_before_would_have_read() {
    List<Instant> real = night("2026-10-25T01:00:00+02:00", Duration.ofHours(4), 300);
    List<OldCheck> checks = real.stream().map(ReaderTest::shown).map(this::at).toList();
    for (int cut = 1; cut < checks.size(); cut++) {
      var second = new Reader(PARIS, UNTIL.toEpochMilli());
      second.remember(
          "Box",
          real.subList(Math.max(0, cut - 3), cut).stream().map(Instant::toEpochMilli).toList());
      assertThat(second.read(checks.subList(cut, checks.size())).rows().stream().map(OldRow::at))
          .isEqualTo(real.subList(cut, real.size()).stream().map(Instant::toEpochMilli).toList());
    }
  }

  @Test
  void of_more_names_than_anybody_has_services_the_rest_is_told() {
    var checks = new ArrayList<OldCheck>();
    for (int n = 0; n < Reader.NAMES + 20; n++) {
      checks.add(check("Box " + n, "2026-02-16 23:40:28", 1, 0.1));
    }
    Reader.Read read = reader.read(checks);
    assertThat(read.rows()).hasSize(Reader.NAMES);
    assertThat(read.flaws()).isEqualTo(Map.of(Flaw.NAMES, 20));
  }

  @Test
  void any_soup_of_values_gives_rows_or_flaws_and_no_exception() {
    var random = new Random(20_261_127);
    Object[] pool = {
      null,
      "",
      "Box",
      " ",
      "2026-02-16 23:40:28.173802",
      "2026-10-25 02:30:00",
      "9999-99-99 99:99:99",
      "+999999999-01-01T00:00:00",
      "-999999999-01-01T00:00:00",
      "-0001-01-01 00:00:00",
      new byte[] {0},
      0,
      1,
      2L,
      Long.MAX_VALUE,
      Double.NaN,
      -0.0,
      1e300,
      0.5,
      "\uD83D",
      "é".repeat(700)
    };
    var checks = new ArrayList<OldCheck>();
    for (int n = 0; n < 20_000; n++) {
      Object[] pick = random.ints(6, 0, pool.length).mapToObj(i -> pool[i]).toArray();
      checks.add(new OldCheck(n, pick[0], pick[1], pick[2], pick[3], pick[4], pick[5]));
    }
    Reader.Read read = reader.read(checks);
    int flaws = read.flaws().values().stream().mapToInt(count -> count).sum();
    assertThat(read.rows().size() + flaws).isEqualTo(checks.size());
    assertThat(read.rows()).isNotEmpty();
  }

  private static List<Instant> night(String from, Duration length, long seconds) {
    Instant begin = ZonedDateTime.parse(from).toInstant().plusMillis(123);
    return Stream.iterate(begin, each -> each.plusSeconds(seconds).plusMillis(7))
        .takeWhile(each -> each.isBefore(begin.plus(length)))
        .toList();
  }

  private static String shown(Instant moment) {
    return WRITTEN.format(moment.atZone(PARIS));
  }

  /** The text says its offset: what UTC is in summer and in winter is never asked. */
  @Test
  void a_time_with_its_offset_is_the_same_everywhere() {
    OldCheck check = at("2026-10-25T02:30:00+01:00");
    for (ZoneId zone : List.of(PARIS, ZoneOffset.UTC, ZoneId.of("Asia/Tokyo"))) {
      assertThat(new Reader(zone, UNTIL.toEpochMilli()).read(List.of(check)).rows().get(0).at())
          .isEqualTo(Instant.parse("2026-10-25T01:30:00Z").toEpochMilli());
    }
  }
}
