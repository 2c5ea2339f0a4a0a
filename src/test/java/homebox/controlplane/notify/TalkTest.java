package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.StatusReport.Word;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When Homebox is asked how it finds itself, and what becomes of its word. */
class TalkTest {
  private static final Instant NOW = Instant.parse("2026-02-16T12:00:00Z");
  private static final Word WELL = new Word(true, Optional.of("v0.21.0"));

  private final HandPace pace = new HandPace(NOW);
  private final List<Promise<Optional<Word>>> asked = new ArrayList<>();
  private final Talk talk = new Talk(pace, homebox -> ask());

  private Future<Optional<Word>> ask() {
    Promise<Optional<Word>> answer = Promise.promise();
    asked.add(answer);
    return answer.future();
  }

  @BeforeEach
  void watch() {
    talk.follow(Configured.by("homebox_url: http://box:7745\nneron_url: http://box:3000\n"));
  }

  private static OutboxRow row(Kind kind, String service, Instant created, boolean answered) {
    var seen = new JsonObject();
    if (answered) {
      seen.put("status", 500);
    }
    return new OutboxRow(
        1,
        0,
        "incident:i1:" + kind,
        kind,
        service,
        new JsonObject().put("seen", seen),
        0,
        created,
        false,
        Optional.empty());
  }

  private List<OutboxRow> with(OutboxRow row) {
    return talk.with(List.of(row)).result();
  }

  @Test
  void what_it_says_goes_with_its_change_and_it_is_asked_once_for_all_channels() {
    OutboxRow back = row(Kind.RECOVERY, "homebox", NOW, true);
    talk.see(List.of(back));
    talk.see(List.of(back));
    assertThat(asked).hasSize(1);
    assertThat(talk.with(List.of(back)).isComplete()).isFalse();

    asked.get(0).complete(Optional.of(WELL));
    assertThat(with(back).get(0).word()).contains(WELL);
    assertThat(with(back).get(0).saying(WELL)).isEqualTo(back.saying(WELL));
    assertThat(asked).hasSize(1);
  }

  @Test
  void one_that_says_nothing_changes_nothing() {
    OutboxRow slow = row(Kind.WARNING, "homebox", NOW, true);
    talk.see(List.of(slow));
    asked.get(0).complete(Optional.empty());
    assertThat(with(slow)).containsExactly(slow);
  }

  @ParameterizedTest
  @CsvSource({
    "ALERT, homebox, 0, true, 1",
    "ALERT, homebox, 0, false, 0", // dead: asking it again would only cost
    "WARNING, homebox, 59, true, 1",
    "WARNING, homebox, 60, true, 0", // Telegram was away: it says how it is now, not how it was
    "RECOVERY, homebox, 0, true, 1",
    "REMINDER, homebox, 0, true, 0",
    "RECOVERY, neron, 0, true, 0",
  })
  void it_is_asked_at_a_change_of_its_own_if_it_answers(
      Kind kind, String service, int age, boolean answered, int times) {
    talk.see(List.of(row(kind, service, NOW.minusSeconds(age), answered)));
    assertThat(asked).hasSize(times);
  }

  @Test
  void whoever_is_not_asked_delays_nothing() {
    OutboxRow other = row(Kind.ALERT, "neron", NOW, true);
    talk.see(List.of(other));
    assertThat(with(other)).containsExactly(other);
  }

  @Test
  void a_new_configuration_says_whom_to_ask() {
    talk.follow(Configured.by("homebox_url: off\n"));
    talk.see(List.of(row(Kind.RECOVERY, "homebox", NOW, true)));
    assertThat(asked).isEmpty();
  }
}
