package homebox.controlplane.notify.bot;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.FakeTelegram;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in. */
class DoormanTest {
  private static List<Settings.Channel> channels(String channels) {
    return Configured.by("channels:\n" + channels).telling().channels();
  }

  private static Update.Event said(String chat, String name, long user, String called) {
    JsonObject json =
        new JsonObject()
            .put("update_id", 1)
            .put(
                "message",
                new JsonObject()
                    .put("text", "/status")
                    .put(
                        "chat",
                        new JsonObject().put("id", Long.valueOf(chat)).put("username", name))
                    .put("from", FakeTelegram.person(user, called).put("username", called)));
    return Update.of(new Raw(json)).flatMap(Update::event).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "42, , 7, anna, true", // nobody is named for it
    "42, , 8, bob, true",
    "-100, , 7, x, true", // by number
    "-100, , 8, ANNA, true", // by name
    "-100, , 8, bob, false",
    "-200, Home, 8, bob, true", // a chat by its name
    "-300, , 7, anna, false",
    "43, , 7, anna, false",
  })
  void only_those_in_our_chats_and_of_those_the_named(
      String chat, String name, long user, String called, boolean in) {
    var doorman =
        new Doorman(
            channels(
                """
                  - {name: a, telegram: {bot_token: "1:a", chat_id: 42}}
                  - {name: b, telegram: {bot_token: "1:a", chat_id: -100, users: [7, "@Anna"]}}
                  - {name: c, telegram: {bot_token: "1:a", chat_id: "@home"}}
                """),
            Map.of());
    assertThat(doorman.lets(said(chat, name, user, called))).isEqualTo(in);
  }

  @Test
  void a_group_that_has_moved_is_the_same() {
    var doorman =
        new Doorman(
            channels("  - {name: b, telegram: {bot_token: \"1:a\", chat_id: -100, users: 7}}\n"),
            Map.of("-100", "-1009"));
    assertThat(doorman.lets(said("-1009", null, 7, "x"))).isTrue();
    assertThat(doorman.lets(said("-1009", null, 8, "x"))).isFalse();
    assertThat(doorman.chats()).containsExactly("-1009");
    doorman.moved("-1009", "-1010");
    assertThat(doorman.lets(said("-1010", null, 7, "x"))).isTrue();
  }

  @Test
  void two_channels_of_one_chat_let_in_the_users_of_both() {
    var doorman =
        new Doorman(
            channels(
                """
                  - {name: a, telegram: {bot_token: "1:a", chat_id: 42, users: 7}}
                  - {name: b, telegram: {bot_token: "1:a", chat_id: 42, users: 8}}
                """),
            Map.of());
    assertThat(doorman.lets(said("42", null, 8, "x"))).isTrue();
    assertThat(doorman.lets(said("42", null, 9, "x"))).isFalse();
  }
}
