package homebox.controlplane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake notices who breaks Telegram's rules. */
class FakeTelegramTest {
  private final FakeTelegram telegram = new FakeTelegram();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void end() {
    telegram.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4, true",
    "0, 3, true",
    "1, 2, true",
    "3, 1, true",
    "0, 5, false",
    "4, 1, false",
    "-1, 2, false",
    "1, 0, false",
    "2, 2, false",
    "0, 2, false",
  })
  void an_entity_lies_inside_and_halves_nothing(int offset, int length, boolean good)
      throws Exception {
    JsonObject entity =
        new JsonObject().put("type", "bold").put("offset", offset).put("length", length);
    // a pair at 1, 2
    JsonObject answer = send(message("a🔴b").put("entities", new JsonArray().add(entity)));
    assertThat(answer.getBoolean("ok")).isEqualTo(good);
    assertThat(telegram.violations().isEmpty()).isEqualTo(answer.getBoolean("ok"));
  }

  @Test
  void a_text_has_1_to_4096_units() throws Exception {
    assertThat(send(message("")).getString("description")).contains("text is empty");
    assertThat(send(message("x".repeat(4097))).getString("description")).contains("too long");
    assertThat(send(message("x".repeat(4096))).getBoolean("ok")).isTrue();
    assertThat(telegram.violations()).hasSize(2);
  }

  @Test
  void a_burst_is_taken_and_a_storm_is_not() throws Exception {
    for (int n = 0; n < 3; n++) {
      assertThat(send(message("x")).getBoolean("ok")).isTrue();
    }
    JsonObject next = send(message("x"));
    for (int n = 0; n < 50 && next.getBoolean("ok"); n++) { // a slow machine makes no storm at once
      next = send(message("x"));
    }
    assertThat(next.getInteger("error_code")).isEqualTo(429);
    assertThat(next.getJsonObject("parameters").getInteger("retry_after")).isEqualTo(3);
    assertThat(telegram.violations()).containsExactly("more than 1 message a second in a chat");
  }

  @Test
  void who_does_not_wait_is_noticed() throws Exception {
    telegram.script(TelegramFault.tooMany(5));
    assertThat(send(message("x")).getInteger("error_code")).isEqualTo(429);
    send(message("x"));
    assertThat(telegram.violations()).singleElement().asString().startsWith("asked again ");
  }

  @Test
  void messages_are_edited_in_their_place() throws Exception {
    send(message("one"));
    Instant sent = telegram.messages().get(0).at();
    JsonObject edit = message("two").put("message_id", 1);
    assertThat(call("editMessageText", edit).getBoolean("ok")).isTrue();
    assertThat(call("editMessageText", edit).getString("description")).contains("not modified");
    assertThat(call("editMessageText", message("x").put("message_id", 9)).getString("description"))
        .contains("to edit not found");
    assertThat(telegram.messages())
        .singleElement()
        .matches(message -> message.text().equals("two") && message.at().equals(sent));
  }

  private static JsonObject message(String text) {
    return new JsonObject().put("chat_id", Long.valueOf(FakeTelegram.CHAT)).put("text", text);
  }

  private JsonObject send(JsonObject body) throws IOException, InterruptedException {
    return call("sendMessage", body);
  }

  private JsonObject call(String method, JsonObject body) throws IOException, InterruptedException {
    URI uri = URI.create(telegram.url() + "/bot" + FakeTelegram.TOKEN + "/" + method);
    var request =
        HttpRequest.newBuilder(uri)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
