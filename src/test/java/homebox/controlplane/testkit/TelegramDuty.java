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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Telegram does when nothing is wrong with it; {@link FakeTelegram} guards it. */
final class TelegramDuty {
  private static final Set<String> METHODS =
      Set.of(
          "sendMessage",
          "editMessageText",
          "editMessageReplyMarkup",
          "getMe",
          "getChat",
          "getUpdates",
          "setMyCommands",
          "deleteWebhook",
          "answerCallbackQuery");

  final TelegramRules rules = new TelegramRules();
  final Set<String> chats =
      new HashSet<>(Set.of(FakeTelegram.CHAT, FakeTelegram.GROUP, "@channel"));
  final Map<String, Long> moved = new HashMap<>();
  final List<Message> messages = new ArrayList<>();
  final List<String> violations = new ArrayList<>();
  final TelegramNews news = new TelegramNews();
  final List<JsonObject> toasts = new ArrayList<>();

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
    return switch (call.method()) {
      case "getUpdates" -> ok(news.all());
      case "setMyCommands" -> commands(call.body());
      case "deleteWebhook" -> {
        news.webhook(false);
        yield ok(true);
      }
      case "answerCallbackQuery" -> toast(call.body());
      default -> inChat(call);
    };
  }

  private JsonObject commands(JsonObject body) {
    boolean good =
        body.getJsonArray("commands").stream()
            .map(JsonObject.class::cast)
            .allMatch(
                each ->
                    each.getString("command").matches("[a-z0-9_]{1,32}")
                        && each.getString("description").length() >= 1
                        && each.getString("description").length() <= 256);
    return good && body.getJsonArray("commands").size() <= 100
        ? ok(true)
        : broken(400, "Bad Request: BOT_COMMAND_INVALID");
  }

  private JsonObject toast(JsonObject body) {
    if (body.getString("text", "").length() > 200) {
      return broken(400, "Bad Request: MESSAGE_TOO_LONG");
    }
    toasts.add(body);
    return ok(true);
  }

  /** Asks for news with patience: what is said to it now; null: nothing yet. */
  JsonObject news(TelegramCall call, int poll) {
    if (news.webhook()) {
      return TelegramFault.json(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
              + " delete the webhook first");
    }
    if (!news.isLast(poll)) {
      return TelegramFault.json(
          409,
          "Conflict: terminated by other getUpdates request; make sure that only one bot instance"
              + " is running");
    }
    JsonArray some = news.from(call.body().getLong("offset"), call.body().getInteger("limit", 100));
    return some.isEmpty() ? null : ok(some);
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
    if (call.method().equals("editMessageReplyMarkup")) {
      return edit(call);
    }
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
    Message after = edited(before, call, id);
    if (same(before.body(), after.body())) {
      return TelegramFault.json(400, "Bad Request: message is not modified");
    }
    messages.set((int) id - 1, after);
    return ok(new JsonObject().put("message_id", id));
  }

  /** Buttons that are not named again are gone; the date is that of the message, as there. */
  private static Message edited(Message before, TelegramCall call, long id) {
    JsonObject body = call.body();
    if (!body.containsKey("text")) {
      body.put("text", before.text()).put("entities", before.body().getJsonArray("entities"));
    }
    return message(body, call.chat(), id, before.at());
  }

  private static boolean same(JsonObject before, JsonObject after) {
    return Stream.of("text", "entities")
            .allMatch(key -> Objects.equals(before.getValue(key), after.getValue(key)))
        && buttons(before).equals(buttons(after));
  }

  private static JsonArray buttons(JsonObject body) {
    return body.getJsonObject("reply_markup", new JsonObject())
        .getJsonArray("inline_keyboard", new JsonArray());
  }

  private static Message message(TelegramCall call, long id) {
    return message(call.body(), call.chat(), id, Instant.now());
  }

  private static Message message(JsonObject body, String chat, long id, Instant at) {
    return new Message(
        id, chat, body.getString("text"), body.getBoolean("disable_notification", false), body, at);
  }

  private JsonObject broken(int code, String description) {
    violations.add(description);
    return TelegramFault.json(code, description);
  }

  static JsonObject ok(Object result) {
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
