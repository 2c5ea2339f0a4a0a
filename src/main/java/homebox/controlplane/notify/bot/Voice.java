package homebox.controlplane.notify.bot;

import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.bot.Update.Where;
import homebox.controlplane.notify.telegram.BotApi;
import homebox.controlplane.notify.telegram.Called;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers people, in each chat in order. Deliveries go first, so answers may have to wait; of those
 * that wait in a chat only a few are kept. Nothing here fails. Belongs to one context.
 */
final class Voice {
  private static final Logger log = LoggerFactory.getLogger(Voice.class);

  /** More in one chat are not answered: nobody reads so fast. */
  static final int MOST_WAITING = 5;

  /** A storm that somebody takes care of is a message for each outage. */
  static final int MOST_CHANGES = 100;

  private static final int MOST_TOAST = 200;

  private final BotApi api;
  private final Map<String, Turn> turns = new HashMap<>();

  private static final class Turn {
    private Future<?> last = Future.succeededFuture();
    private int waiting;
  }

  Voice(BotApi api) {
    this.api = api;
  }

  /**
   * Says something.
   *
   * @param answers the message that it answers; in a chat of two nobody needs to be told which
   * @return what Telegram said; empty if too much was waiting
   */
  Future<Optional<Called>> say(Where where, long answers, Letter letter) {
    return answer(where, where.alone() ? 0 : answers, letter);
  }

  /** The same, and it is always shown what is answered. */
  Future<Optional<Called>> answer(Where where, long answers, Letter letter) {
    JsonObject body = BotApi.body(where.chat(), where.thread(), letter);
    if (answers > 0) {
      body.put(
          "reply_parameters",
          new JsonObject().put("message_id", answers).put("allow_sending_without_reply", true));
    }
    return inTurn(where.chat(), MOST_WAITING, () -> api.inTurn(where.chat(), "sendMessage", body));
  }

  /** Puts another text, and other buttons, in the place of a message of ours. */
  Future<Optional<Called>> edit(String chat, long message, Letter letter) {
    JsonObject body = BotApi.body(chat, Optional.empty(), letter).put("message_id", message);
    return inTurn(chat, MOST_CHANGES, () -> api.inTurn(chat, "editMessageText", body));
  }

  /** Takes the buttons of a message of ours away. */
  void bare(String chat, long message) {
    JsonObject body = BotApi.bare(chat, message);
    inTurn(chat, MOST_CHANGES, () -> api.inTurn(chat, "editMessageReplyMarkup", body));
  }

  /** Answers who pressed a button; only so the button comes to rest. */
  void toast(String query, String text) {
    String cut = text.length() <= MOST_TOAST ? text : text.substring(0, MOST_TOAST - 1) + "…";
    api.call(
            "answerCallbackQuery",
            new JsonObject().put("callback_query_id", query).put("text", cut))
        .onSuccess(
            called -> {
              if (!called.done()) {
                log.debug("a press is not answered: {}", called.words());
              }
            });
  }

  private Future<Optional<Called>> inTurn(String chat, int most, Supplier<Future<Called>> what) {
    Turn turn = turns.computeIfAbsent(chat, added -> new Turn());
    if (turn.waiting >= most) {
      log.debug("too many wait for an answer in one chat: one gets none");
      return Future.succeededFuture(Optional.empty());
    }
    turn.waiting++;
    Future<Called> said = turn.last.transform(before -> what.get());
    turn.last = said;
    return said.onComplete(done -> end(chat, turn)).map(Voice::noted);
  }

  private void end(String chat, Turn turn) {
    turn.waiting--;
    if (turn.waiting == 0) {
      turns.remove(chat);
    }
  }

  private static Optional<Called> noted(Called called) {
    if (!called.doneOrSame() && !isGone(called.words())) {
      log.info("an answer did not reach its chat: {} ({})", called.words(), called.code());
    }
    return Optional.of(called);
  }

  /** Somebody has deleted it, or it is too old: that is no trouble. */
  private static boolean isGone(String words) {
    return words.contains("message to edit not found") || words.contains("message can't be edited");
  }
}
