package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Cut;
import homebox.controlplane.notify.Extras;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Letter.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * How a letter is put to Telegram; each refusal that can be mended changes one thing of it.
 *
 * @param plain without anything set apart
 * @param longest in UTF-16 units
 */
record Wording(String chat, Optional<Integer> thread, boolean plain, int longest) {
  static final int LONGEST = 4096;

  static Wording of(String chat, Optional<Integer> thread) {
    return new Wording(chat, thread, false, LONGEST);
  }

  Wording to(String newChat) {
    return new Wording(newChat, thread, plain, longest);
  }

  Wording withoutThread() {
    return new Wording(chat, Optional.empty(), plain, longest);
  }

  Wording plainly() {
    return new Wording(chat, thread, true, longest);
  }

  /** Telegram counts in its own way after all: half of what it may take. */
  Wording shorter() {
    return new Wording(chat, thread, plain, LONGEST / 2);
  }

  /** The body of sendMessage. */
  JsonObject of(Letter whole) {
    Letter letter = Cut.to(longest, whole);
    var json =
        address()
            .put("text", letter.text())
            .put("link_preview_options", new JsonObject().put("is_disabled", true));
    thread.ifPresent(topic -> json.put("message_thread_id", topic));
    if (letter.silent()) {
      json.put("disable_notification", true);
    }
    letter
        .extras()
        .answers()
        .filter(id -> id.matches("[0-9]{1,18}"))
        .ifPresent(
            id ->
                json.put(
                    "reply_parameters",
                    new JsonObject()
                        .put("message_id", Long.valueOf(id))
                        .put("allow_sending_without_reply", true)));
    if (!letter.extras().buttons().isEmpty()) {
      json.put("reply_markup", keyboard(letter.extras()));
    }
    if (!plain && !letter.spans().isEmpty()) {
      json.put("entities", entities(letter));
    }
    return json;
  }

  /** The chat alone. */
  JsonObject address() {
    boolean number = chat.matches("-?[0-9]{1,18}");
    return new JsonObject().put("chat_id", number ? (Object) Long.valueOf(chat) : chat);
  }

  private static JsonObject keyboard(Extras extras) {
    var rows = new JsonArray();
    for (List<Extras.Button> row : extras.buttons()) {
      var keys = new JsonArray();
      row.forEach(
          button ->
              keys.add(
                  new JsonObject()
                      .put("text", button.label())
                      .put("callback_data", button.data())));
      rows.add(keys);
    }
    return new JsonObject().put("inline_keyboard", rows);
  }

  private static JsonArray entities(Letter letter) {
    var entities = new JsonArray();
    letter.spans().stream()
        .filter(span -> span.length() > 0)
        .forEach(span -> entities.add(entity(span)));
    return entities;
  }

  private static JsonObject entity(Span span) {
    String type =
        switch (span.look()) {
          case BOLD -> "bold";
          case CODE -> "code";
        };
    return new JsonObject()
        .put("type", type)
        .put("offset", span.offset())
        .put("length", span.length());
  }
}
