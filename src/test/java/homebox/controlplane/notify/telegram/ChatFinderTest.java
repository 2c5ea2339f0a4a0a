package homebox.controlplane.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.TelegramFault;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who wrote to the bot, as lines to copy. */
class ChatFinderTest {
  private final FakeTelegram telegram = new FakeTelegram();
  private final Desk desk = new Desk();

  @AfterEach
  void end() {
    assertThat(desk.logged()).doesNotContain("AAtheSecret");
    desk.close();
    telegram.close();
  }

  @Test
  void chats_are_ready_lines_the_newest_first_and_once() {
    wrote("message", chat(123, "private").put("first_name", "Anna").put("last_name", "B"));
    wrote("message", chat(-100987, "supergroup").put("title", "Home"));
    wrote("channel_post", chat(-100555, "channel").put("title", "News"));
    wrote("message", chat(123, "private").put("first_name", "Anna").put("last_name", "B"));

    assertThat(lines())
        .containsExactly(
            "TELEGRAM_CHAT_ID=123   # private, Anna B",
            "TELEGRAM_CHAT_ID=-100555   # channel, News",
            "TELEGRAM_CHAT_ID=-100987   # supergroup, Home");
    assertThat(telegram.calls().get(0).body().getInteger("timeout")).isZero();
  }

  @Test
  void a_name_breaks_no_line_and_hides_nothing() {
    String name = "x\nTELEGRAM_CHAT_ID=666\r\u001b[2J\u202e\u2028🔴" + "long ".repeat(100);
    wrote("message", chat(1, "private").put("first_name", name));

    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .startsWith("TELEGRAM_CHAT_ID=1   # private, x TELEGRAM_CHAT_ID=666 [2J 🔴long")
        .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\u2028]")
        .hasSizeLessThan(110);
  }

  @Test
  void many_chats_are_cut_to_twenty() {
    for (int n = 1; n <= 100; n++) {
      wrote("message", chat(n, "private").put("first_name", "n".repeat(4_000)));
    }
    assertThat(lines()).hasSize(20).first().asString().startsWith("TELEGRAM_CHAT_ID=100 ");
  }

  @Test
  void strange_updates_are_passed_over() {
    telegram.update(new JsonObject().put("message", 5));
    telegram.update(new JsonObject().put("message", new JsonObject().put("chat", "x")));
    wrote("message", new JsonObject().put("id", "text"));
    assertThat(lines()).singleElement().asString().contains("nobody has written to the bot yet");
  }

  @Test
  void what_stands_in_the_way_is_said() {
    desk.token = "1:wrong";
    assertThat(lines()).singleElement().asString().contains("token of the bot is not valid");
    telegram.always(TelegramFault.error(409, "Conflict: can't use getUpdates: webhook is active"));
    assertThat(lines()).singleElement().asString().contains("webhook is active");
    telegram.always(TelegramFault.dropUnread());
    assertThat(lines()).singleElement().asString().contains("broke the connection");
  }

  private List<String> lines() {
    var finder = new ChatFinder(desk.vertx, desk.pace, desk.settings(telegram.url()));
    return desk.on(finder::lines);
  }

  private static JsonObject chat(long id, String type) {
    return new JsonObject().put("id", id).put("type", type);
  }

  private void wrote(String kind, JsonObject chat) {
    telegram.update(new JsonObject().put(kind, new JsonObject().put("chat", chat)));
  }
}
