package homebox.controlplane.notify.bot;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.alert.Cover;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.history.Past;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.time.HandPace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What /status says is what the page says. */
class LooksTest {
  private static final Instant START = Instant.parse("2026-07-01T10:00:00Z");
  private static final String TWO =
      """
      language: en
      check_interval: 60s
      check_timeout: 10s
      services:
        - {name: Box, id: box, url: "http://a"}
        - {name: NAS, id: nas, url: "http://b"}
      """;

  private final HandPace pace = new HandPace(START);
  private final Board board = new Board(Configured.by(TWO), pace);
  private final Looks looks = new Looks(board, new Past(pace, ZoneOffset.UTC));

  private String status() {
    return looks.status(board.services()).text();
  }

  private void stands(String service, Level level, Cover cover) {
    board.hear(
        new Standing(
            service, level, Optional.of(START), Optional.empty(), cover, Optional.empty()));
  }

  private void answers(String service) {
    board.hear(new CheckResult(service, pace.instant(), 0, 0, Answers.of('g')));
  }

  @Test
  void who_has_not_answered_for_two_intervals_and_a_timeout_is_unknown() {
    stands("box", Level.UP, Cover.NONE);
    stands("nas", Level.DOWN, Cover.NONE);
    pace.advance(Duration.ofSeconds(60));
    answers("nas");
    pace.advance(Duration.ofSeconds(70));
    assertThat(status()).contains("🟢 Box").contains("🔴 NAS");

    pace.advance(Duration.ofMillis(1));

    assertThat(status()).startsWith("2 of 2").contains("❔ Box — unknown").contains("🔴 NAS");
    answers("box");
    assertThat(status()).contains("🟢 Box");
  }

  @Test
  void who_is_paused_says_so_however_long_it_has_been_silent() {
    var paused = Optional.of(new Cover.Paused("Anna", START));
    stands(
        "box",
        Level.PENDING,
        new Cover(Optional.empty(), Optional.empty(), Optional.empty(), paused, false, false));
    pace.advance(Duration.ofHours(1));
    assertThat(status()).contains("⏸ Box — paused").contains("❔ NAS — unknown");
  }

  @Test
  void who_is_new_in_the_configuration_gets_its_time() {
    pace.advance(Duration.ofHours(1));
    board.follow(Configured.by(TWO + "  - {name: Printer, id: printer, url: \"http://c\"}\n"));
    assertThat(status()).contains("⏳ Printer").contains("❔ Box");
  }
}
