package homebox.controlplane.notify.ntfy;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Means;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.Delivery.Later;
import homebox.controlplane.notify.Delivery.Refused;
import homebox.controlplane.notify.Delivery.Sent;
import homebox.controlplane.notify.Delivery.Unknown;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.notify.http.HookDesk;
import homebox.controlplane.testkit.FakeHook;
import homebox.controlplane.testkit.HookDuty;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer that ntfy documents, over real sockets. */
class NtfyTest {
  private Optional<Integer> priority = Optional.empty();
  private String token = HookDuty.TOKEN;
  private final HookDesk desk =
      new HookDesk(HookDuty.ntfy(), HookDuty.TOKEN, base -> new NtfyDialect(means(base)));

  private Means.Ntfy means(String base) {
    return new Means.Ntfy(
        HttpUrl.parse(base),
        HookDuty.TOPIC,
        Optional.of(token).filter(it -> !it.isEmpty()).map(Secret::new),
        priority);
  }

  @AfterEach
  void end() {
    desk.close();
  }

  private static String json(int code, String words) {
    return new JsonObject().put("code", code).put("error", words).encode();
  }

  @Test
  void what_somebody_else_may_be_telling_is_not_written() {
    Channel channel = desk.channel();
    Later later = (Later) desk.on(() -> channel.deliver(HookDesk.ALERT, () -> false));

    assertThat(later.answer()).isEqualTo(Mandate.LOST);
    assertThat(later.ambiguous()).isFalse();
    assertThat(desk.hook.calls()).isEmpty();
  }

  @Test
  void a_letter_arrives_with_title_text_and_icon() {
    Sent sent = (Sent) desk.deliver(HookDesk.ALERT);

    assertThat(sent.reference()).contains("msg1");
    JsonObject body = desk.hook.bodies().get(0);
    assertThat(body)
        .isEqualTo(
            new JsonObject()
                .put("topic", HookDuty.TOPIC)
                .put("title", "ALERT — Service DOWN")
                .put("message", "Box <b> & \"Söhne\" *a_b*\nStatus: DOWN")
                .put("tags", new JsonArray().add("red_circle")));
    assertThat(desk.hook.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({", false, ", ", true, 2", "5, false, 5", "5, true, 2", "1, true, 1"})
  void how_loud_it_is(Integer configured, boolean silent, Integer sent) {
    priority = Optional.ofNullable(configured);

    desk.deliver(new Letter("🟡 title\n\ntext", List.of(), silent));

    JsonObject body = desk.hook.bodies().get(0);
    assertThat(body.getInteger("priority")).isEqualTo(sent);
    assertThat(body.getString("message")).isEqualTo("text");
  }

  @Test
  void one_line_is_title_and_message_both() {
    desk.deliver(new Letter("ℹ️ Only this", List.of(), false));

    assertThat(desk.hook.bodies().get(0))
        .isEqualTo(
            new JsonObject()
                .put("topic", HookDuty.TOPIC)
                .put("title", "Only this")
                .put("message", "Only this")
                .put("tags", new JsonArray().add("information_source")));
  }

  @Test
  void a_long_letter_is_cut_by_bytes_and_halves_no_character() {
    assertThat(desk.deliver(new Letter("t\n" + "🔴é".repeat(1_300), List.of(), false)))
        .isInstanceOf(Sent.class);
    assertThat(desk.hook.bodies().get(0).getString("message")).endsWith("\n[…]");
    assertThat(desk.hook.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|40101|unauthorized|does not know us|ntfy.token",
        "403|40301|forbidden|into the topic|ntfy.token",
        "404|40401|page not found|no ntfy at that address|ntfy.server",
      })
  void refused(int status, int code, String words, String sentence, String mend) {
    desk.hook.always(FakeHook.answer(status, "", json(code, words)));

    Refused refused = (Refused) desk.deliver(HookDesk.ALERT);

    assertThat(refused.answer()).contains(sentence).contains("\"" + words + "\"");
    assertThat(refused.mend()).contains(mend);
  }

  @Test
  void a_wrong_token_and_none_are_told() {
    token = "tk_wrongOne";
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Refused.class);
    token = "";
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Refused.class);
  }

  @Test
  void other_answers() {
    desk.hook.script(
        FakeHook.answer(429, "", json(42_901, "limit reached")),
        FakeHook.answer(507, "", json(50_701, "cannot publish to UnifiedPush topic")),
        FakeHook.answer(413, "", json(41_301, "attachment too large")),
        FakeHook.answer(200, "", "<!DOCTYPE html>"));
    assertThat(((Later) desk.deliver(HookDesk.ALERT)).answer()).contains("says to wait");
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Later.class);
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Unknown.class);
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Later.class);
  }

  @Test
  void a_hang_ends_within_ten_seconds() {
    desk.quickly();
    desk.hook.always(FakeHook.hang());

    assertThat(desk.deliver(HookDesk.ALERT).answer()).contains("did not answer within 10 s");
  }

  @Test
  void a_test_asks_whether_it_is_well_and_tells_nobody() {
    assertThat(desk.test()).isInstanceOf(Sent.class);
    desk.hook.always(FakeHook.answer(503, "", ""));
    assertThat(desk.test()).isInstanceOf(Later.class);
    assertThat(desk.hook.taken()).isEmpty();
  }
}
