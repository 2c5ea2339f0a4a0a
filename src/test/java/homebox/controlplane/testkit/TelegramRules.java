package homebox.controlplane.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What Telegram documents of a message: its form, and how many it takes. Times in ms. */
final class TelegramRules {
  private static final int MINUTE = 60_000;

  private final Map<String, Deque<Long>> byChat = new HashMap<>();
  private final Deque<Long> all = new ArrayDeque<>();
  private final Map<String, Long> frozen = new HashMap<>();

  /** What is wrong with a message, as Telegram says it. */
  static Optional<String> form(JsonObject body) {
    if (!(body.getValue("text") instanceof String text) || text.isBlank()) {
      return Optional.of("message text is empty");
    }
    if (text.length() > 4096) {
      return Optional.of("message is too long");
    }
    Object entities = body.getValue("entities", new JsonArray());
    return entities instanceof JsonArray list
        ? list.stream().flatMap(each -> entity(text, (JsonObject) each).stream()).findFirst()
        : Optional.of("can't parse entities: no list");
  }

  private static Optional<String> entity(String text, JsonObject entity) {
    int from = entity.getInteger("offset", -1);
    int to = from + entity.getInteger("length", 0);
    boolean inside = 0 <= from && from < to && to <= text.length();
    if (!inside || halves(text, from) || halves(text, to)) {
      return Optional.of("ENTITY_BOUNDS_INVALID " + entity.encode());
    }
    return entity.getString("type", "").matches("bold|italic|code|pre")
        ? Optional.empty()
        : Optional.of("can't parse entities: unknown type");
  }

  private static boolean halves(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }

  /** From now on nothing more in this chat. */
  void freeze(String chat, long now, int seconds) {
    frozen.put(chat, now + seconds * 1000L);
  }

  /** How many ms too early this is; 0: it is not. */
  long early(String chat, long now) {
    return Math.max(0, frozen.getOrDefault(chat, now) - now);
  }

  /** Counts a message; says which limit it breaks. A chat takes bursts of 3, 1/s on average. */
  Optional<String> rate(String chat, long now) {
    Deque<Long> sent = byChat.computeIfAbsent(chat, added -> new ArrayDeque<>());
    boolean group = chat.startsWith("-") || chat.startsWith("@");
    Optional<String> broken = broken(group, sent, now);
    if (broken.isEmpty()) {
      sent.addLast(now);
      all.addLast(now);
    }
    return broken;
  }

  private Optional<String> broken(boolean group, Deque<Long> sent, long now) {
    if (within(all, now, 1_000) >= 30) {
      return Optional.of("more than 30 messages a second");
    }
    if (within(sent, now, 1_000) >= 3 || within(sent, now, 10_000) >= 12) {
      return Optional.of("more than 1 message a second in a chat");
    }
    return group && within(sent, now, MINUTE) >= 20
        ? Optional.of("more than 20 messages a minute in a group")
        : Optional.empty();
  }

  private static long within(Deque<Long> sent, long now, int length) {
    return sent.stream().filter(at -> now - at < length).count();
  }
}
