package homebox.controlplane.notify.telegram;

import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.time.Duration;

/**
 * One request, with a client of its own: only so can it be said whether anything was written, and
 * everything be closed when time is up. What Telegram takes in a minute is so little that keeping
 * connections would save nothing.
 */
final class Exchange {
  private final Endpoint endpoint;
  private final Duration atMost;
  private final HttpClientAgent client;
  private final WebClient web;
  private final Promise<Reply> done = Promise.promise();
  private final Progress progress = new Progress();

  private Exchange(Vertx vertx, Endpoint endpoint, Duration atMost) {
    this.endpoint = endpoint;
    this.atMost = atMost;
    this.client =
        vertx
            .httpClientBuilder()
            .with(options())
            .with(new PoolOptions().setCleanerPeriod(0))
            .withConnectHandler(this::connected)
            .build();
    this.web = WebClient.wrap(client, new WebClientOptions().setFollowRedirects(false));
  }

  /** Asks; the reply always comes, {@code atMost} later at the latest. */
  static Future<Reply> ask(
      Vertx vertx, Pace pace, Endpoint endpoint, Duration atMost, Question question) {
    var exchange = new Exchange(vertx, endpoint, atMost);
    Pace.Timer deadline = pace.after(atMost, exchange::timeIsUp);
    exchange.send(question);
    return exchange.done.future().onComplete(reply -> exchange.end(deadline));
  }

  /** A method of the Bot API, its body, and how many bytes the answer may have. */
  record Question(String method, JsonObject body, int mostAnswer) {}

  /** How far it came. */
  static final class Progress {
    private volatile boolean connected;
    private volatile boolean answered;

    boolean connected() {
      return connected;
    }

    boolean answered() {
      return answered;
    }
  }

  /** What breaks a connection fails its request, too; unheard, it would be logged besides. */
  private void connected(HttpConnection connection) {
    progress.connected = true;
    connection.exceptionHandler(broken -> {});
  }

  private HttpClientOptions options() {
    var options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setConnectTimeout(Math.max(1, (int) atMost.toMillis()));
    endpoint.route(options);
    return options;
  }

  private void send(Question question) {
    request(question)
        .as(() -> body(question))
        .sendJsonObject(question.body())
        .onComplete(this::received, this::failed);
  }

  private HttpRequest<Buffer> request(Question question) {
    HttpRequest<Buffer> request =
        web.request(
                HttpMethod.POST,
                endpoint.api().port(),
                endpoint.api().host(),
                endpoint.path(question.method()))
            .ssl(endpoint.api().secure());
    endpoint.login().ifPresent(request::authentication);
    return request;
  }

  private BodyStream<Buffer> body(Question question) {
    progress.answered = true;
    return new BoundedBody(question.mostAnswer());
  }

  private void received(HttpResponse<Buffer> response) {
    done.tryComplete(new Reading(endpoint).of(response));
  }

  private void failed(Throwable cause) {
    done.tryComplete(new Trouble(endpoint, progress).of(cause));
  }

  private void timeIsUp() {
    done.tryComplete(new Trouble(endpoint, progress).late(atMost));
  }

  private void end(Pace.Timer deadline) {
    deadline.cancel();
    client.close();
  }
}
