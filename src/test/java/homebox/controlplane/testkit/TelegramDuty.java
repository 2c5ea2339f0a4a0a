package homebox.controlplane.testkit;

import homebox.controlplane.testkit.FakeTelegram.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Telegram does when nothing is wrong with it; {@link FakeTelegram} guards it. */
final class TelegramDuty {
  private static final Set<String> METHODS =
      Set.of("sendMessage", "editMessageText", "getMe", "getChat", "getUpdates");

  final TelegramRules rules = new TelegramRules();
  final Set<String> chats =
      new HashSet<>(Set.of(FakeTelegram.CHAT, FakeTelegram.GROUP, "@channel"));
  final Map<String, Long> moved = new HashMap<>();
  final List<Message> messages = new ArrayList<>();
  final List<String> violations = new ArrayList<>();
  final JsonArray updates = new JsonArray();

  /** Does what is asked, and gives the answer. */
  JsonObject take(TelegramCall call) {
    if (!call.path().endsWith("/bot" + FakeTelegram.TOKEN + "/" + call.method())) {
      boolean token = call.path().matches(".*/bot[0-9]+:[A-Za-z0-9_-]{30,}/[A-Za-z]+");
      return broken(token ? 401 : 404, token ? "Unauthorized" : "Not Found");
    }
    if (!METHODS.contains(call.method()) || !call.verb().equals("POST")) {
      return broken(404, "Not Found");
    }
    if (call.method().equals("getMe")) {
      return ok(new JsonObject().put("id", 123456).put("is_bot", true).put("username", "home_bot"));
    }
    return call.method().equals("getUpdates") ? ok(updates.copy()) : inChat(call);
  }

  private JsonObject inChat(TelegramCall call) {
    Long now = moved.get(call.chat());
    if (now != null) {
      return TelegramFault.json(400, "Bad Request: group chat was upgraded to a supergroup chat")
          .put("parameters", new JsonObject().put("migrate_to_chat_id", now));
    }
    if (!chats.contains(call.chat())) {
      return broken(400, "Bad Request: chat not found");
    }
    return call.method().equals("getChat")
        ? ok(new JsonObject().put("id", call.body().getValue("chat_id")).put("type", "private"))
        : message(call);
  }

  private JsonObject message(TelegramCall call) {
    Optional<String> form = TelegramRules.form(call.body());
    if (form.isPresent()) {
      return broken(400, "Bad Request: " + form.get());
    }
    Integer topic = call.body().getInteger("message_thread_id");
    if (topic != null && !(call.chat().equals(FakeTelegram.GROUP) && topic == 7)) {
      return TelegramFault.json(400, "Bad Request: message thread not found");
    }
    return call.method().equals("editMessageText") ? edit(call) : send(call);
  }

  private JsonObject send(TelegramCall call) {
    Optional<String> rate = rules.rate(call.chat(), now());
    if (rate.isPresent()) {
      violations.add(rate.get());
      return tooMany(3);
    }
    messages.add(message(call, messages.size() + 1));
    return ok(new JsonObject().put("message_id", messages.size()));
  }

  private JsonObject edit(TelegramCall call) {
    long id = call.body().getLong("message_id", 0L);
    if (id < 1 || id > messages.size()) {
      return broken(400, "Bad Request: message to edit not found");
    }
    Message before = messages.get((int) id - 1);
    Message after = message(call, id);
    if (before.text().equals(after.text())) {
      return TelegramFault.json(400, "Bad Request: message is not modified");
    }
    messages.set((int) id - 1, after);
    return ok(new JsonObject().put("message_id", id));
  }

  private static Message message(TelegramCall call, long id) {
    JsonObject body = call.body();
    return new Message(
        id,
        call.chat(),
        body.getString("text"),
        body.getBoolean("disable_notification", false),
        body,
        Instant.now());
  }

  private JsonObject broken(int code, String description) {
    violations.add(description);
    return TelegramFault.json(code, description);
  }

  private static JsonObject ok(Object result) {
    return new JsonObject().put("ok", true).put("result", result);
  }

  static JsonObject tooMany(int seconds) {
    return TelegramFault.json(429, "Too Many Requests: retry after " + seconds)
        .put("parameters", new JsonObject().put("retry_after", seconds));
  }

  static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
