package homebox.controlplane.notify.discord;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Means;
import homebox.controlplane.notify.Cure;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.Ink;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.http.Answer.Heard;
import homebox.controlplane.notify.http.Dialect;
import homebox.controlplane.notify.http.OtherSide;
import homebox.controlplane.notify.http.Question;
import homebox.controlplane.notify.http.Rate;
import homebox.controlplane.notify.http.Verdicts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** A webhook: 5 messages in 2 seconds and 30 a minute, errors in JSON. Nobody is mentioned. */
public final class DiscordDialect implements Dialect {
  private static final int LONGEST = 2_000;
  private static final int SUPPRESS_EMBEDS = 1 << 2;
  private static final int SUPPRESS_NOTIFICATIONS = 1 << 12;

  private final HttpUrl url;
  private final OtherSide side;
  private final Verdicts verdicts;
  private final Ink ink = new Ink(Markdown::plain, "**", "`");

  /** Writes to this one. */
  public DiscordDialect(Means.Discord means) {
    this.url = HttpUrl.parse(means.webhook().reveal());
    this.side = OtherSide.at("Discord", url);
    this.verdicts = new Verdicts(side);
  }

  @Override
  public String kind() {
    return "discord";
  }

  @Override
  public OtherSide side() {
    return side;
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  /** A little less than it says, as others may use the webhook too. */
  @Override
  public Rate.Of[] rates() {
    return new Rate.Of[] {
      new Rate.Of(Duration.ofSeconds(1), 3), new Rate.Of(Duration.ofMillis(2_400), 5)
    };
  }

  @Override
  public Question question(Letter letter) {
    var json =
        new JsonObject()
            .put("content", ink.write(letter, LONGEST))
            .put("allowed_mentions", new JsonObject().put("parse", new JsonArray()))
            .put("flags", SUPPRESS_EMBEDS | (letter.silent() ? SUPPRESS_NOTIFICATIONS : 0));
    return Question.post(waiting(), json).loggedInTo(url);
  }

  /** Else Discord would say yes before it knows. */
  private String waiting() {
    String path = url.pathAndQuery();
    return path + (path.indexOf('?') < 0 ? "?" : "&") + "wait=true";
  }

  /** The webhook itself; whoever has its address may read it. */
  @Override
  public Optional<Question> look() {
    return Optional.of(Question.get(url.pathAndQuery()).loggedInTo(url));
  }

  @Override
  public Delivery seen(Heard heard) {
    return heard.good() && !heard.isPage()
        ? Verdicts.sent("Discord knows the webhook", Optional.empty())
        : verdict(heard);
  }

  @Override
  public Delivery verdict(Heard heard) {
    Optional<JsonObject> json = heard.json();
    String words = verdicts.words(heard, json, "message");
    if (heard.good()) {
      return heard.isPage() ? verdicts.page(heard) : sent(json);
    }
    if (heard.elsewhere()) {
      return verdicts.elsewhere(heard, Cure.DISCORD_WEBHOOK);
    }
    return switch (heard.status()) {
      case 429 -> verdicts.tooMany(words, wait(heard, json));
      case 401, 404 ->
          Verdicts.refused(
              "Discord knows no such webhook (any more): " + words,
              Fault.AUTH_ERROR,
              Cure.DISCORD_WEBHOOK);
      case 403 ->
          Verdicts.refused(
              "Discord does not let the webhook write: " + words,
              Fault.AUTH_ERROR,
              Cure.DISCORD_ALLOW);
      default -> verdicts.other(words, heard);
    };
  }

  private static Delivery sent(Optional<JsonObject> json) {
    return Verdicts.sent(
        "Discord has taken it", json.map(said -> said.getValue("id")).map(String::valueOf));
  }

  /** In seconds, from whichever place says it. */
  private static Optional<Duration> wait(Heard heard, Optional<JsonObject> json) {
    return json.flatMap(said -> Heard.seconds(said.getValue("retry_after")))
        .or(heard::retryAfter)
        .or(() -> Heard.seconds(heard.headers().get("X-RateLimit-Reset-After")));
  }
}
