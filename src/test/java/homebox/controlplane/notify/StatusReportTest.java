package homebox.controlplane.notify;

import static homebox.controlplane.notify.Cases.EN;
import static homebox.controlplane.notify.Cases.FR;
import static homebox.controlplane.notify.Cases.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.notify.StatusReport.Line;
import homebox.controlplane.notify.StatusReport.Times;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status report, as people read it. */
class StatusReportTest {
  private static Line line(String service, String level, double uptime) {
    var times = new Times(Duration.ofMillis(12), Duration.ofMillis(31));
    var day = new Day(Optional.of(uptime), 288, Optional.of(times));
    return new Line(service, true, level, Optional.of(NIGHT), Optional.of(day));
  }

  private static Letter letter(StatusReport report, Rules rules) {
    return Composer.compose(List.of(Part.of(report, "")), rules);
  }

  private static void reads(StatusReport report, Rules rules, String expected) {
    String shown = Cases.shown(letter(report, rules)).replaceAll("[\u00a0\u202f]", "~");
    assertThat(shown).isEqualTo(expected.stripTrailing());
  }

  private static StatusReport mixed() {
    var slow = new Line("Wiki", true, "SLOW", Optional.of(NIGHT), Optional.empty());
    var never = new Line("New", false, "PENDING", Optional.empty(), Optional.empty());
    var gone =
        new Line(
            "Cellar",
            false,
            "DOWN",
            Optional.empty(),
            Optional.of(new Day(Optional.of(0.0), 1, Optional.empty())));
    return StatusReport.of(
        NIGHT,
        List.of(
            line("Homebox", "UP", 1),
            gone,
            line("Photos", "UP", 0.99999),
            slow,
            never,
            line("Neron", "DOWN", 0.7812)));
  }

  @Test
  void the_sums_first_then_the_worst() {
    reads(
        mixed(),
        EN,
        """
        📊 **STATUS REPORT**

        24 h until 2026-11-24 03:12:45
        Services: 6 (2 UP, 1 SLOW, 2 DOWN, 1 PENDING)
        Uptime: 69.52%, 865 checks

        🔴 **DOWN: 2**
        🔴 **Neron** — since 2026-11-24 03:12:45, 78.12%, 288 checks, 12 ms (95% within 31 ms)
        🟡 **Cellar** — 0%, 1 check

        ⚠️ **SLOW: 1**
        ⚠️ **Wiki** — since 2026-11-24 03:12:45

        ℹ️ **PENDING: 1**
        ℹ️ **New**

        🟢 **UP: 2**
        🟢 **Photos** — 99.99%, 288 checks, 12 ms (95% within 31 ms)
        🟢 **Homebox** — 100%, 288 checks, 12 ms (95% within 31 ms)
        """);
  }

  @Test
  void in_french() {
    reads(
        mixed(),
        FR,
        """
        📊 **RAPPORT DE STATUT**

        24 h jusqu’au 24/11/2026 à 03:12:45
        Services~: 6 (2 UP, 1 SLOW, 2 DOWN, 1 PENDING)
        Disponibilité~: 69,52~%, 865 contrôles

        🔴 **DOWN~: 2**
        🔴 **Neron** — depuis le 24/11/2026 à 03:12:45, 78,12~%, 288 contrôles, 12 ms (95~% en 31 ms ou moins)
        🟡 **Cellar** — 0~%, 1 contrôle

        ⚠️ **SLOW~: 1**
        ⚠️ **Wiki** — depuis le 24/11/2026 à 03:12:45

        ℹ️ **PENDING~: 1**
        ℹ️ **New**

        🟢 **UP~: 2**
        🟢 **Photos** — 99,99~%, 288 contrôles, 12 ms (95~% en 31 ms ou moins)
        🟢 **Homebox** — 100~%, 288 contrôles, 12 ms (95~% en 31 ms ou moins)
        """);
  }

  @Test
  void what_homebox_says_of_itself_stands_on_its_line() {
    var well = new StatusReport.Word(true, Optional.of("0.21.0"));
    var ill = new StatusReport.Word(false, Optional.empty());
    var report =
        StatusReport.of(
            NIGHT,
            List.of(
                new Line(
                    "Homebox", true, "UP", Optional.empty(), Optional.empty(), Optional.of(well)),
                new Line(
                    "Other", true, "UP", Optional.empty(), Optional.empty(), Optional.of(ill))));
    assertThat(letter(report, EN).text())
        .contains("Homebox — version 0.21.0, says it is well\n")
        .endsWith("Other — says it is not well");
    assertThat(letter(report, FR).text()).contains("version 0.21.0, se dit en bonne santé");
  }

  @Test
  void who_is_not_asked_or_does_not_answer_stands_between_the_ill_and_the_well() {
    var paused = new Line("Attic", true, "PAUSED", Optional.of(NIGHT), Optional.empty());
    var silent = new Line("Shed", true, "UNKNOWN", Optional.empty(), Optional.empty());
    var well = new Line("Box", true, "UP", Optional.of(NIGHT), Optional.empty());
    reads(
        StatusReport.of(NIGHT, List.of(well, paused, silent)),
        EN,
        """
        📊 **STATUS REPORT**

        24 h until 2026-11-24 03:12:45
        Services: 3 (1 UP, 1 UNKNOWN, 1 PAUSED)
        No statistics of these 24 h.

        ℹ️ **UNKNOWN: 1**
        ℹ️ **Shed**

        ℹ️ **PAUSED: 1**
        ℹ️ **Attic** — since 2026-11-24 03:12:45

        🟢 **UP: 1**
        🟢 **Box**
        """);
  }

  @Test
  void nothing_is_watched_or_nothing_is_known() {
    reads(
        StatusReport.of(NIGHT, List.of()),
        EN,
        """
        📊 **STATUS REPORT**

        24 h until 2026-11-24 03:12:45
        Nothing is watched.
        """);
    reads(
        StatusReport.of(
            NIGHT, List.of(new Line("Box", true, "UP", Optional.empty(), Optional.empty()))),
        EN,
        """
        📊 **STATUS REPORT**

        24 h until 2026-11-24 03:12:45
        Services: 1 (1 UP)
        No statistics of these 24 h.

        🟢 **UP: 1**
        🟢 **Box**
        """);
  }

  /** The order in the file does not matter: the worst are named first, the rest is counted. */
  @ParameterizedTest
  @CsvSource({"en", "fr"})
  void a_thousand_services_stay_readable(String language) {
    var lines = new ArrayList<Line>();
    IntStream.range(0, 990).forEach(n -> lines.add(line("A service with a name " + n, "UP", 1)));
    IntStream.range(0, 4).forEach(n -> lines.add(line("Shaky " + n, "UP", 0.9)));
    IntStream.range(0, 6).forEach(n -> lines.add(line("Dead " + n, "DOWN", 0.5)));
    Collections.shuffle(lines, new Random(1));
    Letter letter =
        letter(StatusReport.of(NIGHT, lines), Cases.rules(Locale.forLanguageTag(language), 4096));
    List<String> text = letter.text().lines().toList();
    assertThat(letter.text().length()).isBetween(3_500, 4_096);
    assertThat(text.get(3)).matches(".*1[,\u202f\u00a0]000.*").contains("994 UP, 6 DOWN");
    assertThat(text.subList(6, 13))
        .allMatch(line -> line.contains("DOWN") || line.contains("Dead"));
    assertThat(text.subList(14, 19))
        .allMatch(line -> line.contains("UP") || line.contains("Shaky"));
    long named = text.stream().filter(line -> line.startsWith("🟢 A service")).count();
    assertThat(text.get(text.size() - 1)).contains(String.valueOf(990 - named));
    assertThat(named).isGreaterThan(60);
  }

  @Test
  void of_ten_thousand_a_thousand_are_kept_and_all_are_counted() {
    var lines = new ArrayList<Line>();
    IntStream.range(0, 10_000).forEach(n -> lines.add(line("Service " + n, "UP", 1)));
    StatusReport report = StatusReport.of(NIGHT, lines);
    assertThat(report.services()).hasSize(StatusReport.MOST);
    assertThat(report.totals().services()).isEqualTo(10_000);
    Letter letter = letter(report, Cases.rules(Locale.ENGLISH, 1_000_000));
    assertThat(letter.text()).endsWith("and 9,000 more");
    assertThat(FactJson.write(report).encode().length()).isLessThan(200_000);
  }

  @Test
  void it_can_be_silent_by_its_own_word() {
    var silent = new Rules(Locale.ENGLISH, Cases.PARIS, 4096, Optional.empty(), Set.of("REPORT"));
    var info = new Rules(Locale.ENGLISH, Cases.PARIS, 4096, Optional.empty(), Set.of("INFO"));
    assertThat(letter(mixed(), silent).silent()).isTrue();
    assertThat(letter(mixed(), info).silent()).isFalse();
  }

  @Test
  void it_comes_back_from_the_outbox_as_it_was() {
    var stored = new JsonObject(FactJson.write(mixed()).encode());
    assertThat(FactJson.read(stored)).isEqualTo(mixed());
  }
}
