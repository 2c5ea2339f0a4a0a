package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.telegram.Reply.Nothing;
import homebox.controlplane.notify.telegram.Reply.Said;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Locale;
import java.util.Optional;

/** Reads an answer: Telegram's words, or what something in between said in its place. */
record Reading(Endpoint endpoint) {
  private static final int MOST_QUOTED = 60;

  Reply of(HttpResponse<Buffer> response) {
    String text = response.body() == null ? "" : response.body().toString();
    return json(text)
        .<Reply>map(json -> new Said(response.statusCode(), json, retryAfter(response)))
        .orElseGet(() -> strange(response.statusCode(), text.strip()));
  }

  private static Optional<JsonObject> json(String text) {
    try {
      return Optional.of(new JsonObject(text))
          .filter(json -> json.getValue("ok") instanceof Boolean);
    } catch (DecodeException | ClassCastException noObject) {
      return Optional.empty();
    }
  }

  private static Optional<Long> retryAfter(HttpResponse<Buffer> response) {
    return Optional.ofNullable(response.getHeader("Retry-After"))
        .map(String::strip)
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(Long::valueOf);
  }

  /**
   * What refuses (3xx, 4xx) had no reason to pass the request on; a gateway that gave up (5xx), or
   * something that says 200 in other words, may have.
   */
  private Reply strange(int status, String text) {
    boolean passedOn = status < 300 || status >= 500;
    return new Nothing(
        endpoint.there() + " answered HTTP " + status + " " + what(status, text),
        Fault.ofStatus(status),
        passedOn);
  }

  private String what(int status, String text) {
    if (status >= 300 && status < 400) {
      return "and sends us elsewhere — correct telegram.api_url";
    }
    if (text.isEmpty()) {
      return "and nothing more";
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("<!doctype") || lower.startsWith("<html")
        ? "with an HTML page instead of the JSON of Telegram" + hint(status)
        : "with something that is not the JSON of Telegram: " + quoted(text) + hint(status);
  }

  private static String hint(int status) {
    return status >= 500 ? "" : " — is telegram.api_url right, or is something in between?";
  }

  private String quoted(String text) {
    int end = Cut.at(text, MOST_QUOTED);
    return "\"" + endpoint.clean(text.substring(0, end)) + (end < text.length() ? "…" : "") + "\"";
  }
}
