package homebox.controlplane.notify.telegram;

import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Cut;
import homebox.controlplane.notify.http.Question;
import homebox.controlplane.notify.telegram.Reply.Said;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks who has written to the bot, for somebody who has a token and seeks the chat's number. */
public final class ChatFinder {
  private static final int MOST_CHATS = 20;
  private static final int MOST_NAME = 60;

  /** A hundred long messages. */
  private static final int MOST_ANSWER = 4 << 20;

  private static final List<String> KINDS =
      List.of("message", "edited_message", "channel_post", "my_chat_member");

  private final Vertx vertx;
  private final Pace pace;
  private final Endpoint endpoint;

  /** Asks nothing yet; {@code settings} have a token. */
  public ChatFinder(Vertx vertx, Pace pace, Settings.Telegram settings) {
    this.vertx = vertx;
    this.pace = pace;
    this.endpoint = Endpoint.of(settings);
  }

  /**
   * Asks once.
   *
   * @return lines to say: {@code TELEGRAM_CHAT_ID=123 # private, Anna}, the newest first, 20 at
   *     most; or one sentence that says why there are none. Never fails, within 10 s
   */
  public Future<List<String>> lines() {
    var body =
        new JsonObject()
            .put("timeout", 0)
            .put("limit", 100)
            .put("allowed_updates", new JsonArray(KINDS));
    Question question = endpoint.question("getUpdates", body).answeredBy(MOST_ANSWER);
    return new Attempt(vertx, pace, endpoint).ask(question).map(this::lines);
  }

  private List<String> lines(Reply reply) {
    return reply.match(
        said -> said.ok() ? chats(said) : List.of("Telegram does not say who wrote: " + why(said)),
        nothing -> List.of("Telegram does not say who wrote: " + nothing.sentence()));
  }

  private String why(Said said) {
    return new Verdict(endpoint).of(said).answer();
  }

  private List<String> chats(Said said) {
    var lines = new LinkedHashMap<Object, String>();
    List<JsonObject> updates = objects(said.json().getValue("result")).toList();
    for (int n = updates.size() - 1; n >= 0; n--) {
      chat(updates.get(n)).ifPresent(chat -> lines.putIfAbsent(chat.getValue("id"), line(chat)));
    }
    return lines.isEmpty()
        ? List.of(
            "nobody has written to the bot yet: write to it once in Telegram, and start again")
        : lines.values().stream().limit(MOST_CHATS).toList();
  }

  private static Stream<JsonObject> objects(Object list) {
    return list instanceof JsonArray array
        ? array.stream().map(ChatFinder::object).flatMap(Optional::stream)
        : Stream.empty();
  }

  private static Optional<JsonObject> chat(JsonObject update) {
    return KINDS.stream()
        .flatMap(kind -> object(update.getValue(kind)).stream())
        .flatMap(event -> object(event.getValue("chat")).stream())
        .filter(chat -> chat.getValue("id") instanceof Number)
        .findFirst();
  }

  @SuppressWarnings("unchecked") // JSON's objects have no other keys than texts
  private static Optional<JsonObject> object(Object value) {
    if (value instanceof Map<?, ?> map) {
      return Optional.of(new JsonObject((Map<String, Object>) map));
    }
    return value instanceof JsonObject json ? Optional.of(json) : Optional.empty();
  }

  private static String line(JsonObject chat) {
    return "TELEGRAM_CHAT_ID="
        + ((Number) chat.getValue("id")).longValue()
        + "   # "
        + described(chat);
  }

  /** Its kind and its name: {@code private, Anna}. */
  static String described(JsonObject chat) {
    return plain(chat, "type")
        + Stream.of("title", "first_name", "last_name")
            .map(part -> plain(chat, part))
            .filter(part -> !part.isEmpty())
            .reduce((first, second) -> first + " " + second)
            .map(name -> ", " + name)
            .orElse("");
  }

  /** Anybody may have written to the bot, under any name: no controls, no turning of the line. */
  private static String plain(JsonObject chat, String key) {
    String text = chat.getValue(key) instanceof String value ? value : "";
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    return line.substring(0, Cut.at(line, MOST_NAME));
  }
}
