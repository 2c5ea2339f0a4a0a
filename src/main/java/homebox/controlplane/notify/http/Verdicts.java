package homebox.controlplane.notify.http;

import homebox.controlplane.notify.Cure;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.http.Answer.Heard;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** What answers mean that are the same whoever gives them. */
public record Verdicts(OtherSide side) {
  /** In the words that were used, and its status: fit for a sentence. */
  public String words(String foreign, int status) {
    String clean = side.clean(foreign);
    return (clean.isEmpty() ? "it gives no reason" : "\"" + clean + "\"") + " (" + status + ")";
  }

  /** The body's own words, unless it is a page for people. */
  public String words(Heard heard) {
    return words(heard.isPage() ? "" : heard.body(), heard.status());
  }

  /** Those that its JSON has under {@code key}; else the body's own. */
  public String words(Heard heard, Optional<JsonObject> json, String key) {
    return json.map(said -> said.getValue(key))
        .map(own -> words(own.toString(), heard.status()))
        .orElseGet(() -> words(heard));
  }

  /** It could be reached, and was not asked more. */
  public static Delivery there(OtherSide side) {
    return sent(
        side.there() + " is there; whether it takes a message, only a message shows",
        Optional.empty());
  }

  /** It has taken the letter. */
  public static Delivery sent(String what, Optional<String> reference) {
    return new Delivery.Sent(what, reference);
  }

  /** It takes no more for so long. */
  public Delivery tooMany(String words, Optional<Duration> wait) {
    String how = wait.map(length -> "wait " + seconds(length) + " s").orElse("wait");
    return new Delivery.Later(
        side.called() + " says to " + how + ": " + words, Fault.RATE_LIMITED, wait, false);
  }

  /** It is in trouble itself; behind a gateway that gave up it may have taken the letter. */
  public Delivery trouble(String words, Heard heard) {
    boolean passedOn = heard.status() == 502 || heard.status() == 504;
    return new Delivery.Later(
        side.called() + " is in trouble: " + words,
        Fault.ofStatus(heard.status()),
        heard.retryAfter(),
        passedOn);
  }

  /** Never, until somebody does something. */
  public static Delivery refused(String sentence, Fault fault, Cure cure) {
    return new Delivery.Refused(sentence, fault, cure.sentence());
  }

  /** For a reason that we do not know. */
  public Delivery unknown(String words, Heard heard) {
    return new Delivery.Unknown(
        side.called() + " refused: " + words, Fault.ofStatus(heard.status()));
  }

  /** A status that means to this side what it means to everybody. */
  public Delivery other(String words, Heard heard) {
    return heard.status() >= 500 || heard.status() == 408
        ? trouble(words, heard)
        : unknown(words, heard);
  }

  /** Somebody sends us elsewhere: what we carry is not for them. */
  public Delivery elsewhere(Heard heard, Cure cure) {
    return refused(
        side.there() + " answered HTTP " + heard.status() + " and sends us elsewhere",
        Fault.OTHER,
        cure);
  }

  /** It says that all is well, in words for people: something in between has answered. */
  public Delivery page(Heard heard) {
    return new Delivery.Later(
        side.there()
            + " answered HTTP "
            + heard.status()
            + " with an HTML page: is something in between?",
        Fault.OTHER,
        Optional.empty(),
        true);
  }

  private static long seconds(Duration wait) {
    return Math.max(1, (wait.toMillis() + 999) / 1_000);
  }
}
