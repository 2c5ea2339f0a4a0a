package homebox.controlplane.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Means;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Delivery.Later;
import homebox.controlplane.notify.Delivery.Refused;
import homebox.controlplane.notify.Delivery.Sent;
import homebox.controlplane.notify.Delivery.Unknown;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.http.HookDesk;
import homebox.controlplane.testkit.FakeHook;
import homebox.controlplane.testkit.HookDuty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer that Slack documents, over real sockets. */
class SlackTest {
  private final HookDesk desk =
      new HookDesk(
          HookDuty.slack(),
          "theSecretOfSlack1234",
          base -> new SlackDialect(new Means.Slack(new Secret(base + HookDuty.SLACK))));

  @AfterEach
  void end() {
    desk.close();
  }

  @Test
  void a_letter_arrives_as_it_is_meant() {
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Sent.class);

    assertThat(desk.hook.bodies().get(0).getString("text"))
        .isEqualTo(
            "🔴 *ALERT — Service DOWN*\n"
                + "*Box &lt;b&gt; &amp; \"Söhne\" \u200b*\u200ba_b**\nStatus: DOWN");
    assertThat(desk.hook.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404|no_service|knows no such webhook|incoming webhook",
        "404|no_team|knows no such webhook|incoming webhook",
        "403|invalid_token|knows no such webhook|incoming webhook",
        "404|something new|knows no such webhook|webhook_url",
        "404|channel_not_found|is not there|another channel",
        "410|channel_is_archived|is archived|another channel",
        "403|action_prohibited|administrator of Slack|administrator",
        "403|posting_to_general_channel_denied|administrator of Slack|administrator",
        "403|something new|administrator of Slack|administrator",
        "302||sends us elsewhere|webhook_url",
      })
  void refused(int status, String words, String sentence, String mend) {
    desk.hook.always(FakeHook.answer(status, "", words == null ? "" : words));

    Refused refused = (Refused) desk.deliver(HookDesk.ALERT);

    assertThat(refused.answer()).contains(sentence);
    assertThat(refused.mend()).contains(mend);
  }

  @ParameterizedTest
  @CsvSource({
    "429, rate_limited, 30, says to wait 30 s, false",
    "429, rate_limited, , says to wait:, false",
    "500, rollup_error, , is in trouble, false",
    "503, , 7, it gives no reason (503), false",
    "502, <html>, , is in trouble, true",
    "504, , , is in trouble, true",
    "200, <html>, , with an HTML page, true",
  })
  void later(int status, String words, Integer after, String sentence, boolean ambiguous) {
    String header = after == null ? "" : "Retry-After: " + after + "\r\n";
    desk.hook.always(FakeHook.answer(status, header, words == null ? "" : words));

    Later later = (Later) desk.deliver(HookDesk.ALERT);

    assertThat(later.answer()).contains(sentence);
    assertThat(later.after()).isEqualTo(Optional.ofNullable(after).map(Duration::ofSeconds));
    assertThat(later.ambiguous()).isEqualTo(ambiguous);
  }

  @ParameterizedTest
  @CsvSource({"400, invalid_payload", "400, no_text", "413, ", "400, too_many_attachments"})
  void unknown(int status, String words) {
    desk.hook.always(FakeHook.answer(status, "", words == null ? "" : words));

    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Unknown.class);
  }

  @Test
  void a_hang_ends_within_ten_seconds_and_may_have_arrived() {
    desk.quickly();
    desk.hook.always(FakeHook.hang());

    Later later = (Later) desk.deliver(HookDesk.ALERT);

    assertThat(later.answer()).contains("did not answer within 10 s");
    assertThat(later.fault()).isEqualTo(Fault.TIMEOUT);
    assertThat(later.ambiguous()).isTrue();
  }

  @Test
  void a_connection_that_breaks_may_have_carried_it_and_one_that_nobody_takes_has_not() {
    desk.hook.always(FakeHook.drop());
    assertThat(((Later) desk.deliver(HookDesk.ALERT)).ambiguous()).isTrue();
    desk.hook.close();
    Later refused = (Later) desk.deliver(HookDesk.ALERT);
    assertThat(refused.ambiguous()).isFalse();
    assertThat(refused.answer()).contains("refuses connections");
  }

  @Test
  void foreign_words_are_one_short_line_without_the_secret() {
    desk.hook.always(
        FakeHook.answer(400, "", "at " + HookDuty.SLACK + "\r\n\u2028" + "x".repeat(5_000)));

    assertThat(desk.deliver(HookDesk.ALERT).answer()).contains("at *** x").hasSizeLessThan(300);
  }

  @Test
  void the_longest_letter_fits() {
    Letter longest = new Letter("🔴 & ".repeat(1_000).strip(), List.of(), false);

    assertThat(desk.deliver(longest)).isInstanceOf(Sent.class);
    assertThat(desk.hook.bodies().get(0).getString("text"))
        .hasSizeBetween(3_900, 4_000)
        .endsWith("\n[…]");
  }

  @Test
  void a_test_asks_nothing() {
    Delivery seen = desk.test();

    assertThat(seen).isInstanceOf(Sent.class);
    assertThat(seen.answer()).contains("only a message shows");
    assertThat(desk.hook.calls()).isEmpty();
    desk.hook.close();
    assertThat(desk.test()).isInstanceOf(Later.class);
  }
}
