package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.telegram.Reply.Said;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of asking the Bot API for something.
 *
 * @param code 200; what Telegram says, such as 409; 0 if it said nothing
 * @param result what was asked for; empty unless the code is 200
 * @param words why not, in Telegram's words or ours, without any secret
 * @param quiet how long it wants us to be quiet
 */
public record Called(int code, Optional<Object> result, String words, Optional<Duration> quiet) {
  private static final int GOOD = 200;

  static Called of(Reply reply, Endpoint endpoint) {
    return reply.match(
        said -> of(said, endpoint),
        nothing -> new Called(0, Optional.empty(), nothing.sentence(), Optional.empty()));
  }

  private static Called of(Said said, Endpoint endpoint) {
    return said.ok()
        ? new Called(
            GOOD, Optional.ofNullable(said.json().getValue("result")), "", Optional.empty())
        : new Called(
            said.code(), Optional.empty(), endpoint.clean(said.description()), said.retryAfter());
  }

  /** It was done. */
  public boolean done() {
    return code == GOOD;
  }

  /** Done, or there was nothing to do. */
  public boolean doneOrSame() {
    return done() || words.contains("is not modified");
  }

  /** The id of the message that was sent. */
  public Optional<Long> message() {
    return result
        .filter(JsonObject.class::isInstance)
        .map(json -> ((JsonObject) json).getValue("message_id"))
        .filter(Number.class::isInstance)
        .map(id -> ((Number) id).longValue());
  }
}
