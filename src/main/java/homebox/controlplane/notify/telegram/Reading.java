package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Cut;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.http.Answer;
import homebox.controlplane.notify.http.Answer.Heard;
import homebox.controlplane.notify.telegram.Reply.Nothing;
import homebox.controlplane.notify.telegram.Reply.Said;
import java.time.Duration;

/** Reads an answer: Telegram's words, or what something in between said in its place. */
record Reading(Endpoint endpoint) {
  private static final int MOST_QUOTED = 60;

  Reply of(Answer answer) {
    return answer.match(
        this::of, none -> new Nothing(none.sentence(), none.fault(), none.written()));
  }

  private Reply of(Heard heard) {
    return heard
        .json()
        .filter(json -> json.getValue("ok") instanceof Boolean)
        .<Reply>map(
            json -> new Said(heard.status(), json, heard.retryAfter().map(Duration::toSeconds)))
        .orElseGet(() -> strange(heard));
  }

  /**
   * What refuses (3xx, 4xx) had no reason to pass the request on; a gateway that gave up (5xx), or
   * something that says 200 in other words, may have.
   */
  private Reply strange(Heard heard) {
    int status = heard.status();
    boolean passedOn = status < 300 || status >= 500;
    return new Nothing(
        endpoint.there() + " answered HTTP " + status + " " + what(heard),
        Fault.ofStatus(status),
        passedOn);
  }

  private String what(Heard heard) {
    int status = heard.status();
    String text = heard.body().strip();
    if (heard.elsewhere()) {
      return "and sends us elsewhere — correct telegram.api_url";
    }
    if (text.isEmpty()) {
      return "and nothing more";
    }
    return heard.isPage()
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
