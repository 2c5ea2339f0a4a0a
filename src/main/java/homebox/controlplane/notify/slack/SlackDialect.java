package homebox.controlplane.notify.slack;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Means;
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
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An incoming webhook: one message a second, short errors in plain text. There is no question that
 * tells nobody anything.
 */
public final class SlackDialect implements Dialect {
  /** What Slack recommends; it cuts at 40,000 itself. */
  private static final int LONGEST = 4_000;

  /** A sign that could begin something: at the begin of a word. Inside an address it cannot. */
  private static final Pattern SIGN = Pattern.compile("(?<![\\p{L}\\p{N}/._~*`-])[*_~`]");

  private static final String NOTHING = "\u200b";

  private final HttpUrl url;
  private final OtherSide side;
  private final Verdicts verdicts;
  private final Ink ink = new Ink(SlackDialect::plain, "*", "`");

  /** Writes to this one. */
  public SlackDialect(Means.Slack means) {
    this.url = HttpUrl.parse(means.webhook().reveal());
    this.side = OtherSide.at("Slack", url);
    this.verdicts = new Verdicts(side);
  }

  @Override
  public String kind() {
    return "slack";
  }

  @Override
  public OtherSide side() {
    return side;
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public Rate.Of[] rates() {
    return new Rate.Of[] {new Rate.Of(Duration.ofSeconds(1), 1)};
  }

  @Override
  public Question question(Letter letter) {
    var json =
        new JsonObject()
            .put("text", ink.write(letter, LONGEST))
            .put("mrkdwn", true)
            .put("unfurl_links", false)
            .put("unfurl_media", false);
    return Question.post(url.pathAndQuery(), json).loggedInTo(url);
  }

  @Override
  public Delivery verdict(Heard heard) {
    String words = verdicts.words(heard);
    if (heard.good()) {
      return heard.isPage()
          ? verdicts.page(heard)
          : Verdicts.sent("Slack has taken it", Optional.empty());
    }
    if (heard.elsewhere()) {
      return verdicts.elsewhere(heard, Refusal.NO_WEBHOOK.cure());
    }
    if (heard.status() == 429) {
      return verdicts.tooMany(words, heard.retryAfter());
    }
    if (heard.status() >= 500 || heard.status() == 408) {
      return verdicts.trouble(words, heard);
    }
    return Refusal.of(heard)
        .map(why -> Verdicts.refused(why.sentence() + ": " + words, fault(heard), why.cure()))
        .orElseGet(() -> verdicts.unknown(words, heard));
  }

  /** To Slack a webhook that was revoked is an address that does not exist. */
  private static Fault fault(Heard heard) {
    return heard.status() == 404 ? Fault.AUTH_ERROR : Fault.ofStatus(heard.status());
  }

  /**
   * The three signs that Slack has replaced, and nothing between a sign and what it would change.
   */
  static String plain(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return SIGN.matcher(escaped).replaceAll(NOTHING + "$0" + NOTHING);
  }
}
