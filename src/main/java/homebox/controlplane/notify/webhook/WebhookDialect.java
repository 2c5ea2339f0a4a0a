package homebox.controlplane.notify.webhook;

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
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it is written in the configuration; any 2xx has taken it. There is no question of
 * which we know that it tells nobody anything.
 */
public final class WebhookDialect implements Dialect {
  private static final int LONGEST = 10_000;
  private static final int MOST_ANSWER = 1 << 20;

  private final Means.Webhook means;
  private final HttpUrl url;
  private final OtherSide side;
  private final Verdicts verdicts;

  /** Calls this one. */
  public WebhookDialect(Means.Webhook means) {
    this.means = means;
    this.url = HttpUrl.parse(means.url().reveal());
    this.side = OtherSide.at("the webhook", url, hidden(means));
    this.verdicts = new Verdicts(side);
  }

  private static Secret[] hidden(Means.Webhook means) {
    return means.headers().values().toArray(Secret[]::new);
  }

  @Override
  public String kind() {
    return "webhook";
  }

  @Override
  public OtherSide side() {
    return side;
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  /** Nobody says how many it takes: a bound that no quiet night comes near. */
  @Override
  public Rate.Of[] rates() {
    return new Rate.Of[] {new Rate.Of(Duration.ofMillis(200), 5)};
  }

  @Override
  public Question question(Letter letter) {
    var template = new Template(letter);
    Buffer body = method() == HttpMethod.GET ? Buffer.buffer() : body(letter, template);
    var question =
        new Question(method(), url.pathAndQuery(), Map.of(), body, MOST_ANSWER).loggedInTo(url);
    if (body.length() > 0) {
      question = question.with("Content-Type", "application/json");
    }
    for (Map.Entry<String, Secret> header : means.headers().entrySet()) {
      question = question.with(header.getKey(), template.header(header.getValue().reveal()));
    }
    return signed(question);
  }

  private HttpMethod method() {
    return HttpMethod.valueOf(means.method());
  }

  private Buffer body(Letter letter, Template template) {
    return means
        .body()
        .map(written -> Buffer.buffer(template.body(written)))
        .orElseGet(() -> GistJson.of(letter).toBuffer());
  }

  /** Last, so that no header of the configuration stands in its place. */
  private Question signed(Question question) {
    return means
        .secret()
        .map(
            secret ->
                question.with(Signature.HEADER, Signature.of(question.body().getBytes(), secret)))
        .orElse(question);
  }

  @Override
  public Delivery verdict(Heard heard) {
    String words = verdicts.words(heard);
    if (heard.good()) {
      return Verdicts.sent("taken with HTTP " + heard.status(), Optional.empty());
    }
    if (heard.elsewhere()) {
      return verdicts.elsewhere(heard, Cure.WEBHOOK_URL);
    }
    return switch (heard.status()) {
      case 401, 403, 407 ->
          Verdicts.refused(
              "the webhook does not let us in: " + words, Fault.AUTH_ERROR, Cure.WEBHOOK_LOGIN);
      case 404, 405, 410 ->
          Verdicts.refused(
              "the webhook is not at that address: " + words, Fault.CLIENT_ERROR, Cure.WEBHOOK_URL);
      case 425, 429 -> verdicts.tooMany(words, heard.retryAfter());
      default -> verdicts.other(words, heard);
    };
  }
}
