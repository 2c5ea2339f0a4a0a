package homebox.controlplane.notify.ntfy;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Means;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Cure;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.http.Answer.Heard;
import homebox.controlplane.notify.http.Dialect;
import homebox.controlplane.notify.http.OtherSide;
import homebox.controlplane.notify.http.Question;
import homebox.controlplane.notify.http.Rate;
import homebox.controlplane.notify.http.Verdicts;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Publishes JSON: only so do titles hold every letter. A server takes 60 at once, then one in 5 s.
 */
public final class NtfyDialect implements Dialect {
  /** A longer one would arrive as a file; the server counts bytes. */
  private static final int MOST_BYTES = 4_096;

  private final Means.Ntfy means;
  private final String base;
  private final OtherSide side;
  private final Verdicts verdicts;

  /** Writes to this one. */
  public NtfyDialect(Means.Ntfy means) {
    this.means = means;
    HttpUrl server = means.server();
    this.base = server.pathAndQuery().replaceFirst("[?].*", "").replaceFirst("/+$", "");
    this.side =
        OtherSide.at(
            "ntfy", server, new Secret(means.topic()), means.token().orElse(new Secret("")));
    this.verdicts = new Verdicts(side);
  }

  @Override
  public String kind() {
    return "ntfy";
  }

  @Override
  public OtherSide side() {
    return side;
  }

  @Override
  public int longest() {
    return MOST_BYTES;
  }

  /** Half of it: others may be behind the same address. */
  @Override
  public Rate.Of[] rates() {
    return new Rate.Of[] {new Rate.Of(Duration.ofSeconds(5), 30)};
  }

  @Override
  public Question question(Letter letter) {
    JsonObject json = Publication.of(letter, means, MOST_BYTES);
    return Question.post(base + "/", json).loggedInTo(means.server()).as(means.token());
  }

  @Override
  public Optional<Question> look() {
    return Optional.of(Question.get(base + "/v1/health").loggedInTo(means.server()));
  }

  /** An older server has no such page, and is there all the same. */
  @Override
  public Delivery seen(Heard heard) {
    boolean there = heard.status() < 500 && !heard.elsewhere() && heard.status() != 429;
    return there ? Verdicts.there(side) : verdict(heard);
  }

  @Override
  public Delivery verdict(Heard heard) {
    Optional<JsonObject> json = heard.json();
    String words = verdicts.words(heard, json, "error");
    if (heard.good()) {
      return heard.isPage() ? verdicts.page(heard) : sent(json);
    }
    if (heard.elsewhere()) {
      return verdicts.elsewhere(heard, Cure.NTFY_SERVER);
    }
    return switch (heard.status()) {
      case 401 -> refused("ntfy does not know us", words, Fault.AUTH_ERROR, Cure.NTFY_TOKEN);
      case 403 ->
          refused(
              "ntfy does not let us write into the topic",
              words,
              Fault.AUTH_ERROR,
              Cure.NTFY_TOKEN);
      case 404, 405 ->
          refused("there is no ntfy at that address", words, Fault.CLIENT_ERROR, Cure.NTFY_SERVER);
      case 429 -> verdicts.tooMany(words, heard.retryAfter());
      default -> verdicts.other(words, heard);
    };
  }

  private static Delivery refused(String sentence, String words, Fault fault, Cure cure) {
    return Verdicts.refused(sentence + ": " + words, fault, cure);
  }

  private static Delivery sent(Optional<JsonObject> json) {
    return Verdicts.sent(
        "ntfy has taken it", json.map(said -> said.getValue("id")).map(String::valueOf));
  }
}
