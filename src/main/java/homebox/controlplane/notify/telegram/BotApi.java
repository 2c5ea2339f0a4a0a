package homebox.controlplane.notify.telegram;

import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.http.Exchange;
import homebox.controlplane.notify.http.Question;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The Bot API for who listens and answers as one bot. Nothing here ever fails. */
public final class BotApi {
  /** How long Telegram holds a question for news while there are none; it takes no more. */
  public static final Duration POLL = Duration.ofSeconds(50);

  /** Pieces of news that come as one answer. */
  public static final int MOST_AT_ONCE = 100;

  private static final Duration POLL_AT_MOST = POLL.plusSeconds(15);
  private static final Duration AT_MOST = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Who waits longer for a turn is not listened to any more. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A hundred long messages. */
  private static final int MOST_NEWS = 4 << 20;

  private static final List<String> KINDS = List.of("message", "callback_query", "my_chat_member");

  private final Vertx vertx;
  private final Pace pace;
  private final Traffic traffic;
  private final Endpoint endpoint;

  /**
   * Asks nothing yet.
   *
   * @param settings with a token
   * @param traffic of the whole process
   */
  public BotApi(Vertx vertx, Pace pace, Settings.Telegram settings, Traffic traffic) {
    this.vertx = vertx;
    this.pace = pace;
    this.traffic = traffic;
    this.endpoint = Endpoint.of(settings);
  }

  /** The bot's number: what stands before the colon of a token is no secret. */
  public static String number(Settings.Telegram settings) {
    return settings.token().orElseThrow().reveal().split(":", 2)[0];
  }

  /**
   * Waits for news, {@link #POLL} at most; what was before {@code next} is done with.
   *
   * @param next empty: from the oldest on that is not
   * @param enough ends the waiting
   */
  public Future<Called> news(Optional<Long> next, Future<?> enough) {
    var body =
        new JsonObject()
            .put("timeout", POLL.toSeconds())
            .put("limit", MOST_AT_ONCE)
            .put("allowed_updates", new JsonArray(KINDS));
    next.ifPresent(id -> body.put("offset", id));
    Question question = endpoint.question("getUpdates", body).answeredBy(MOST_NEWS);
    return Exchange.ask(vertx, pace, endpoint.side(), POLL_AT_MOST, question, enough)
        .map(answer -> Called.of(new Reading(endpoint).of(answer), endpoint));
  }

  /** Asks for something that is no message; within 10 s. */
  public Future<Called> call(String method, JsonObject body) {
    return Exchange.ask(vertx, pace, endpoint.side(), AT_MOST, endpoint.question(method, body))
        .map(answer -> Called.of(new Reading(endpoint).of(answer), endpoint));
  }

  /** Sends or changes a message, when no delivery has to wait for it; within 70 s. */
  public Future<Called> inTurn(String chat, String method, JsonObject body) {
    return turn(chat, pace.nanos())
        .compose(
            ours ->
                ours
                    ? call(method, body).compose(called -> heed(called, chat, method, body))
                    : Future.succeededFuture(
                        new Called(0, Optional.empty(), "no turn came", Optional.empty())));
  }

  /** The body of a message. */
  public static JsonObject body(String chat, Optional<Integer> thread, Letter letter) {
    return Wording.of(chat, thread).of(letter);
  }

  /** The body that leaves a message without buttons. */
  public static JsonObject bare(String chat, long message) {
    return Wording.of(chat, Optional.empty()).address().put("message_id", message);
  }

  private Future<Called> heed(Called called, String chat, String method, JsonObject body) {
    if (called.code() == 429) {
      traffic.refused(endpoint, chat, pace.nanos(), called.quiet().orElse(AT_MOST));
    }
    boolean entities = called.code() == 400 && called.words().contains("entit");
    if (entities && body.containsKey("entities")) {
      JsonObject plain = body.copy();
      plain.remove("entities");
      return inTurn(chat, method, plain);
    }
    return Future.succeededFuture(called);
  }

  private Future<Boolean> turn(String chat, long since) {
    if (traffic.spare(endpoint, chat, pace.nanos())) {
      return Future.succeededFuture(true);
    }
    if (pace.nanos() - since > PATIENCE.toNanos()) {
      return Future.succeededFuture(false);
    }
    Promise<Void> later = Promise.promise();
    pace.after(LOOK, later::complete);
    return later.future().compose(again -> turn(chat, since));
  }
}
