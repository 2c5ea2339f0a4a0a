package homebox.controlplane.notify.discord;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Means;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.Delivery.Later;
import homebox.controlplane.notify.Delivery.Refused;
import homebox.controlplane.notify.Delivery.Sent;
import homebox.controlplane.notify.Delivery.Unknown;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.http.HookDesk;
import homebox.controlplane.testkit.FakeHook;
import homebox.controlplane.testkit.HookDuty;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer that Discord documents, over real sockets. */
class DiscordTest {
  private final HookDesk desk =
      new HookDesk(
          HookDuty.discord(),
          "theSecretOfDiscord_12-34",
          base -> new DiscordDialect(new Means.Discord(new Secret(base + HookDuty.DISCORD))));

  @AfterEach
  void end() {
    desk.close();
  }

  private static String json(int code, String message) {
    return new JsonObject().put("code", code).put("message", message).encode();
  }

  @Test
  void a_letter_arrives_as_it_is_meant_and_mentions_nobody() {
    Sent sent = (Sent) desk.deliver(HookDesk.ALERT);

    assertThat(sent.reference()).isPresent();
    JsonObject body = desk.hook.bodies().get(0);
    assertThat(body.getString("content"))
        .isEqualTo(
            "🔴 **ALERT — Service DOWN**\n"
                + "**Box \\<b\\> & \"Söhne\" \\*a\\_b\\***\nStatus: DOWN");
    assertThat(body.getJsonObject("allowed_mentions").getJsonArray("parse"))
        .isEqualTo(new JsonArray());
    assertThat(body.getInteger("flags")).isEqualTo(4);
    assertThat(desk.hook.violations()).isEmpty();
  }

  @Test
  void a_silent_letter_makes_no_sound() {
    desk.deliver(new Letter("🟡 quiet", List.of(), true));

    assertThat(desk.hook.bodies().get(0).getInteger("flags") & 4096).isEqualTo(4096);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "a*b_c~d`e|f → a\\*b\\_c\\~d\\`e\\|f",
        "see https://x.example/a_b_c?d=*e and _f_ → see https://x.example/a_b_c?d=*e and \\_f\\_",
        "<@123> @everyone [a](b) → \\<@123\\> @everyone \\[a\\](b)",
        "# head → \\# head",
        "- list → \\- list",
        "1. list → 1\\. list",
        "3.5 s → 3\\.5 s",
        "back\\slash → back\\\\slash",
      })
  void nothing_counts_as_a_sign(String text, String written) {
    assertThat(Markdown.plain(text)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404|10015|Unknown Webhook|knows no such webhook|webhook in Discord again",
        "401|50027|Invalid Webhook Token|knows no such webhook|webhook_url",
        "403|50013|Missing Permissions|does not let|another webhook",
      })
  void refused(int status, int code, String message, String sentence, String mend) {
    desk.hook.always(FakeHook.answer(status, "", json(code, message)));

    Refused refused = (Refused) desk.deliver(HookDesk.ALERT);

    assertThat(refused.answer()).contains(sentence).contains("\"" + message + "\"");
    assertThat(refused.mend()).contains(mend);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429||{\"message\":\"You are being rate limited.\",\"retry_after\":0.64,\"global\":false}|640",
        "429||{\"message\":\"slow\",\"retry_after\":1337.5}|1337500",
        "429|Retry-After: 5|<html>Cloudflare</html>|5000",
        "429|X-RateLimit-Reset-After: 2.25|nothing|2250",
        "429|Retry-After: soon|nothing|",
      })
  void a_limit_says_how_long(int status, String header, String body, Long millis) {
    desk.hook.always(FakeHook.answer(status, header == null ? "" : header + "\r\n", body));

    Later later = (Later) desk.deliver(HookDesk.ALERT);

    assertThat(later.answer()).startsWith("Discord says to wait");
    assertThat(later.after().map(Duration::toMillis).orElse(null)).isEqualTo(millis);
    assertThat(later.ambiguous()).isFalse();
  }

  @Test
  void trouble_is_waited_for_and_what_is_new_is_unknown() {
    desk.hook.script(
        FakeHook.answer(500, "", json(0, "500: Internal Server Error")),
        FakeHook.answer(502, "", "<html>"),
        FakeHook.answer(400, "", json(50_006, "Cannot send an empty message")),
        FakeHook.answer(204, "", ""));
    assertThat(((Later) desk.deliver(HookDesk.ALERT)).ambiguous()).isFalse();
    assertThat(((Later) desk.deliver(HookDesk.ALERT)).ambiguous()).isTrue();
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Unknown.class);
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Sent.class);
  }

  @Test
  void a_hang_ends_within_ten_seconds() {
    desk.quickly();
    desk.hook.always(FakeHook.hang());

    assertThat(desk.deliver(HookDesk.ALERT).answer()).contains("did not answer within 10 s");
  }

  @Test
  void a_burst_keeps_to_the_limits() {
    Channel channel = desk.channel();
    for (int n = 0; n < 7; n++) {
      assertThat(desk.deliver(channel, HookDesk.ALERT)).isInstanceOf(Sent.class);
    }
    assertThat(desk.hook.violations()).isEmpty();
  }

  @Test
  void the_longest_letter_fits_and_keeps_whole_signs() {
    assertThat(desk.deliver(new Letter("🔴 " + "*_".repeat(990), List.of(), false)))
        .isInstanceOf(Sent.class);

    assertThat(desk.hook.bodies().get(0).getString("content"))
        .hasSizeBetween(1_990, 2_000)
        .endsWith("\n\\[…\\]");
    assertThat(desk.hook.violations()).isEmpty();
  }

  @Test
  void a_test_asks_for_the_webhook_and_tells_nobody() {
    assertThat(desk.test().answer()).isEqualTo("Discord knows the webhook");
    desk.hook.always(FakeHook.answer(404, "", json(10_015, "Unknown Webhook")));
    assertThat(desk.test()).isInstanceOf(Refused.class);
    assertThat(desk.hook.taken()).isEmpty();
    assertThat(desk.hook.calls()).allMatch(call -> call.verb().equals("GET"));
  }
}
