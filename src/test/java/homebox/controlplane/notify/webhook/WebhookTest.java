package homebox.controlplane.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Means;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Delivery.Later;
import homebox.controlplane.notify.Delivery.Refused;
import homebox.controlplane.notify.Delivery.Sent;
import homebox.controlplane.notify.Delivery.Unknown;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.http.HookDesk;
import homebox.controlplane.testkit.FakeHook;
import homebox.controlplane.testkit.HookDuty;
import homebox.controlplane.testkit.TelegramCall;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program hears, and what its answers mean, over real sockets. */
class WebhookTest {
  private String host = "127.0.0.1";
  private String method = "POST";
  private final Map<String, Secret> headers = new HashMap<>();
  private Optional<String> body = Optional.empty();
  private Optional<Secret> secret = Optional.empty();
  private final HookDesk desk =
      new HookDesk(
          HookDuty.program(),
          "theSecretOfTheHook",
          base ->
              new WebhookDialect(
                  new Means.Webhook(
                      new Secret(base.replace("127.0.0.1", host) + HookDuty.PROGRAM),
                      method,
                      headers,
                      body,
                      secret)));

  @AfterEach
  void end() {
    desk.close();
  }

  private TelegramCall sent(Letter letter) {
    assertThat(desk.deliver(letter)).isInstanceOf(Sent.class);
    return desk.hook.taken().get(0);
  }

  @Test
  void our_own_json_says_everything() {
    TelegramCall call = sent(HookDesk.ALERT);

    assertThat(call.verb()).isEqualTo("POST");
    assertThat(call.header("Content-Type")).isEqualTo("application/json");
    assertThat(call.body())
        .isEqualTo(
            new JsonObject()
                .put("kind", "ALERT")
                .put("title", "ALERT — Service DOWN")
                .put("text", HookDesk.ALERT.text())
                .put("language", "en")
                .put("possible_repeat", false)
                .put(
                    "services",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("id", "box")
                                .put("name", "Box <b> & \"Söhne\" *a_b*")
                                .put("group", "Home")
                                .put("state", "DOWN")
                                .put("since", "2026-11-27T10:00:00Z")
                                .put("error", "Nobody listens at \"127.0.0.1:1\".")
                                .put("incident", "i1"))));
  }

  @Test
  void a_signature_shows_that_it_is_ours() throws Exception {
    secret = Optional.of(new Secret("key of the house"));
    headers.put("x-control-plane-signature", new Secret("forged"));

    TelegramCall call = sent(HookDesk.ALERT);

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("key of the house".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String expected =
        HexFormat.of().formatHex(mac.doFinal(call.text().getBytes(StandardCharsets.UTF_8)));
    assertThat(call.header("X-Control-Plane-Signature")).isEqualTo("sha256=" + expected);
    assertThat(call.head()).doesNotContain("forged");
  }

  /** From the HMAC's own paper: RFC 4231, case 2. */
  @Test
  void the_signature_is_the_known_one() {
    byte[] text = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
    assertThat(Signature.of(text, new Secret("Jefe")))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void a_body_of_ones_own_stays_json_whatever_a_service_is_called() {
    body =
        Optional.of("{\"msg\": \"{{title}}: {{ text }}\", \"all\": {{services}}, \"k\": {{kind}}}");

    JsonObject said = sent(HookDesk.ALERT).body();

    assertThat(said.getString("msg")).isEqualTo("ALERT — Service DOWN: " + HookDesk.ALERT.text());
    assertThat(said.getJsonArray("all").getJsonObject(0).getString("id")).isEqualTo("box");
    assertThat(said.getString("k")).isEqualTo("ALERT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"t\": {{title}}} | {\"t\": \"ALERT — Service DOWN\"}",
        "{\"t\": \"{{title}}\"} | {\"t\": \"ALERT — Service DOWN\"}",
        "{\"t\": \"\\\"{{kind}}\\\" {{kind}}\", \"u\": {{kind}}} | {\"t\": \"\\\"ALERT\\\" ALERT\", \"u\": \"ALERT\"}",
        "{{kind}}: {{title}} | ALERT: ALERT — Service DOWN",
        "{{kind}} | \"ALERT\"",
        "text={{kind}}&x={{other}} | text=ALERT&x={{other}}",
      })
  void where_a_place_stands_says_how_it_is_filled(String template, String written) {
    assertThat(new Template(HookDesk.ALERT).body(template)).isEqualTo(written);
  }

  /** Neither a name nor an error text can begin a header of its own. */
  @Test
  void no_header_can_be_put_in() {
    headers.put("X-Title", new Secret("{{text}} of {{kind}}"));
    headers.put("X-Services", new Secret("{{services}}"));
    headers.put("Content-Type", new Secret("text/plain"));
    Letter hostile =
        new Letter(
            "Box\r\nX-Evil: 1\r\n\r\nGET / \u2028é\"", List.of(), false, HookDesk.ALERT.gist());

    TelegramCall call = sent(hostile);

    assertThat(call.header("X-Evil")).isEmpty();
    assertThat(call.header("X-Title"))
        .isEqualTo("Box\\r\\nX-Evil: 1\\r\\n\\r\\nGET / \\u2028\\u00e9\\\" of ALERT");
    assertThat(call.header("X-Services")).startsWith("[{\\\"id\\\":\\\"box\\\"");
    assertThat(call.header("Content-Type")).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @CsvSource({"GET, false", "PUT, true", "PATCH, true"})
  void methods(String name, boolean hasBody) {
    method = name;

    TelegramCall call = sent(HookDesk.ALERT);

    assertThat(call.verb()).isEqualTo(name);
    assertThat(call.text().isEmpty()).isNotEqualTo(hasBody);
  }

  @ParameterizedTest
  @CsvSource({"200", "201", "202", "204", "299"})
  void taken(int status) {
    desk.hook.always(FakeHook.answer(status, "", ""));
    assertThat(desk.deliver(HookDesk.ALERT).answer()).isEqualTo("taken with HTTP " + status);
  }

  @ParameterizedTest
  @CsvSource({
    "401, does not let us in, webhook.headers",
    "403, does not let us in, webhook.headers",
    "404, is not at that address, webhook.url",
    "410, is not at that address, webhook.url",
    "301, sends us elsewhere, webhook.url",
    "307, sends us elsewhere, webhook.url",
  })
  void refused(int status, String sentence, String mend) {
    desk.hook.always(FakeHook.answer(status, "Location: http://127.0.0.1:1/\r\n", "no"));

    Refused refused = (Refused) desk.deliver(HookDesk.ALERT);

    assertThat(refused.answer()).contains(sentence);
    assertThat(refused.mend()).contains(mend);
    assertThat(desk.hook.calls()).hasSize(1);
  }

  @Test
  void other_answers() {
    desk.hook.script(
        FakeHook.answer(429, "Retry-After: 3\r\n", ""),
        FakeHook.answer(500, "", "boom"),
        FakeHook.answer(504, "", ""),
        FakeHook.answer(400, "", "bad template"),
        FakeHook.answer(422, "", ""));
    assertThat(desk.deliver(HookDesk.ALERT).answer()).startsWith("the webhook says to wait 3 s");
    assertThat(((Later) desk.deliver(HookDesk.ALERT)).ambiguous()).isFalse();
    assertThat(((Later) desk.deliver(HookDesk.ALERT)).ambiguous()).isTrue();
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Unknown.class);
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Unknown.class);
  }

  /** The server listens at 127.0.0.1 alone; what else the name means is tried as well. */
  @Test
  void a_name_is_looked_up_as_the_machine_does_it() {
    host = "localhost";
    assertThat(desk.deliver(HookDesk.ALERT)).isInstanceOf(Sent.class);
    assertThat(desk.hook.taken().get(0).header("Host")).startsWith("localhost:");
    assertThat(desk.test()).isInstanceOf(Sent.class);
    host = "no-such-host.invalid";
    assertThat(desk.deliver(HookDesk.ALERT).answer())
        .isEqualTo("the name no-such-host.invalid was not found (DNS)");
    assertThat(desk.test()).isInstanceOf(Later.class);
  }

  @Test
  void a_hang_ends_within_ten_seconds() {
    desk.quickly();
    desk.hook.always(FakeHook.hang());

    assertThat(desk.deliver(HookDesk.ALERT).answer()).contains("did not answer within 10 s");
  }

  @Test
  void a_test_connects_and_asks_nothing() {
    assertThat(desk.test()).isInstanceOf(Sent.class);
    assertThat(desk.hook.accepted()).isEqualTo(1);
    assertThat(desk.hook.calls()).isEmpty();
    desk.hook.await("the end of the line", Duration.ofSeconds(5), () -> desk.hook.open() == 0);
    assertThat(desk.logged()).doesNotContain("Connection was closed");
  }
}
