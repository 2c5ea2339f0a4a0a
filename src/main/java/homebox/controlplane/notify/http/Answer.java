package homebox.controlplane.notify.http;

import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What came of one request. */
public sealed interface Answer {
  /** An answer, whatever it says; the body is bounded. */
  record Heard(int status, MultiMap headers, String body) implements Answer {
    private static final double LONGEST_SECONDS = 999_999_999;

    /** 2xx. */
    public boolean good() {
      return status >= 200 && status < 300;
    }

    /** 3xx. */
    public boolean elsewhere() {
      return status >= 300 && status < 400;
    }

    /** The body, if it is a JSON object. */
    public Optional<JsonObject> json() {
      try {
        return Optional.of(new JsonObject(body));
      } catch (DecodeException | ClassCastException noObject) {
        return Optional.empty();
      }
    }

    /** It is a page for people, by whatever stands in between. */
    public boolean isPage() {
      String lower = body.stripLeading().toLowerCase(Locale.ROOT);
      return lower.startsWith("<!doctype") || lower.startsWith("<html");
    }

    /** How long to be quiet, as {@code Retry-After} says it in seconds. */
    public Optional<Duration> retryAfter() {
      return seconds(headers.get("Retry-After"));
    }

    /** A number of seconds, with a fraction or not. */
    public static Optional<Duration> seconds(Object written) {
      return Optional.ofNullable(written)
          .map(value -> value.toString().strip())
          .filter(text -> text.matches("[0-9]{1,9}([.][0-9]{1,9})?"))
          .map(Double::parseDouble)
          .filter(seconds -> seconds <= LONGEST_SECONDS)
          .map(seconds -> Duration.ofMillis((long) Math.ceil(seconds * 1_000)));
    }
  }

  /**
   * No answer.
   *
   * @param sentence what came instead, without any secret
   * @param fault the same in one word
   * @param written the request may have reached the other side all the same
   */
  record Nothing(String sentence, Fault fault, boolean written) implements Answer {
    /** Not now. */
    public Delivery later() {
      return new Delivery.Later(sentence, fault, Optional.empty(), written);
    }
  }

  /** Java 17 has no pattern switch. */
  default <R> R match(Function<Heard, R> heard, Function<Nothing, R> nothing) {
    return this instanceof Heard words ? heard.apply(words) : nothing.apply((Nothing) this);
  }
}
