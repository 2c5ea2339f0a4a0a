package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Fault;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What came of one request. */
sealed interface Reply {
  /**
   * Telegram's own words.
   *
   * @param json has {@code ok}
   * @param header the seconds of Retry-After
   */
  record Said(int status, JsonObject json, Optional<Long> header) implements Reply {
    boolean ok() {
      return json.getBoolean("ok");
    }

    /** Its code for the fault; the HTTP status where it gives none. */
    int code() {
      return json.getValue("error_code") instanceof Number code ? code.intValue() : status;
    }

    String description() {
      return json.getValue("description") instanceof String text ? text : "";
    }

    JsonObject result() {
      return json.getValue("result") instanceof JsonObject result ? result : new JsonObject();
    }

    Optional<Long> migrated() {
      return parameter("migrate_to_chat_id");
    }

    /** How long to be quiet, from whichever place says it. */
    Optional<Duration> retryAfter() {
      return parameter("retry_after")
          .or(() -> header)
          .filter(seconds -> seconds >= 0)
          .map(Duration::ofSeconds);
    }

    private Optional<Long> parameter(String name) {
      return json.getValue("parameters") instanceof JsonObject parameters
              && parameters.getValue(name) instanceof Number number
          ? Optional.of(number.longValue())
          : Optional.empty();
    }
  }

  /**
   * No words of Telegram's.
   *
   * @param sentence what came instead, without any secret
   * @param fault the same in one word
   * @param written the request may have reached Telegram all the same
   */
  record Nothing(String sentence, Fault fault, boolean written) implements Reply {}

  /** Java 17 has no pattern switch. */
  default <R> R match(Function<Said, R> said, Function<Nothing, R> nothing) {
    return this instanceof Said words ? said.apply(words) : nothing.apply((Nothing) this);
  }
}
