package homebox.controlplane.notify.http;

import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.notify.http.Answer.Heard;
import homebox.controlplane.notify.http.Answer.Nothing;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One request, with a client of its own: only so can it be said whether anything was written, and
 * everything be closed when time is up. What a channel takes in a minute is so little that keeping
 * connections would save nothing.
 */
public final class Exchange {
  private final Vertx vertx;
  private final OtherSide side;
  private final Duration atMost;
  private final Mandate mandate;
  private final HttpClientAgent client;
  private final Promise<Answer> done = Promise.promise();
  private final Progress progress = new Progress();

  private Exchange(Vertx vertx, OtherSide side, Duration atMost, Mandate mandate) {
    this.vertx = vertx;
    this.side = side;
    this.atMost = atMost;
    this.mandate = mandate;
    this.client =
        vertx
            .httpClientBuilder()
            .with(options())
            .with(new PoolOptions().setCleanerPeriod(0))
            .withConnectHandler(this::connected)
            .build();
  }

  /** Asks, and follows nobody elsewhere; an answer comes {@code atMost} later at the latest. */
  public static Future<Answer> ask(
      Vertx vertx, Pace pace, OtherSide side, Duration atMost, Question question) {
    return ask(vertx, pace, side, atMost, question, Mandate.ALWAYS);
  }

  /** The same; nothing is written unless {@code mandate} holds right before. */
  public static Future<Answer> ask(
      Vertx vertx, Pace pace, OtherSide side, Duration atMost, Question question, Mandate mandate) {
    var exchange = new Exchange(vertx, side, atMost, mandate);
    Pace.Timer deadline = pace.after(atMost, exchange::timeIsUp);
    exchange.send(question);
    return exchange.done.future().onComplete(answer -> exchange.end(deadline));
  }

  /** The same, and given up as soon as {@code enough} completes: nobody waits any more. */
  public static Future<Answer> ask(
      Vertx vertx,
      Pace pace,
      OtherSide side,
      Duration atMost,
      Question question,
      Future<?> enough) {
    var exchange = new Exchange(vertx, side, atMost, Mandate.ALWAYS);
    Pace.Timer deadline = pace.after(atMost, exchange::timeIsUp);
    enough.onComplete(over -> exchange.timeIsUp());
    exchange.send(question);
    return exchange.done.future().onComplete(answer -> exchange.end(deadline));
  }

  /** Connects, with TLS where it is spoken, and asks nothing; empty: it could. Likewise. */
  public static Future<Optional<Nothing>> reach(
      Vertx vertx, Pace pace, OtherSide side, Duration atMost) {
    var exchange = new Exchange(vertx, side, atMost, Mandate.ALWAYS);
    Pace.Timer deadline = pace.after(atMost, exchange::timeIsUp);
    exchange.connect();
    return exchange
        .done
        .future()
        .onComplete(answer -> exchange.end(deadline))
        .map(answer -> answer instanceof Nothing none ? Optional.of(none) : Optional.empty());
  }

  /** What breaks a connection fails its request, too; unheard, it would be logged besides. */
  private void connected(HttpConnection connection) {
    progress.connect();
    connection.exceptionHandler(broken -> {});
    if (mandate != Mandate.ALWAYS) {
      LastLook.at(connection, mandate, this::lost);
    }
  }

  private void lost() {
    done.tryComplete(new Nothing(Mandate.LOST, Fault.OTHER, false));
  }

  private HttpClientOptions options() {
    var options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setConnectTimeout(Math.max(1, (int) atMost.toMillis()));
    side.route(options);
    return options;
  }

  private void send(Question question) {
    Names.of(vertx, side).onComplete(places -> send(question, places), this::failed);
  }

  /** To the first of them, and to the next while none takes the connection. */
  private void send(Question question, List<SocketAddress> places) {
    HttpRequest<Buffer> request =
        WebClient.wrap(client, new WebClientOptions().setFollowRedirects(false))
            .request(question.method(), places.get(0), side.port(), side.host(), question.path())
            .ssl(side.secure());
    question.headers().forEach(request::putHeader);
    HttpRequest<Buffer> bounded = request.as(() -> body(question));
    Future<HttpResponse<Buffer>> sent =
        question.body().length() == 0 ? bounded.send() : bounded.sendBuffer(question.body());
    sent.onComplete(this::received, cause -> failed(cause, places, rest -> send(question, rest)));
  }

  private void connect() {
    Names.of(vertx, side).onComplete(this::connect, this::failed);
  }

  /** A request that is never sent: only its connection is there. */
  private void connect(List<SocketAddress> places) {
    var options =
        new RequestOptions()
            .setServer(places.get(0))
            .setHost(side.host())
            .setPort(side.port())
            .setSsl(side.secure());
    client
        .request(options)
        .onComplete(this::reached, cause -> failed(cause, places, this::connect));
  }

  private void failed(
      Throwable cause, List<SocketAddress> places, Consumer<List<SocketAddress>> next) {
    if (places.size() > 1 && !progress.connected() && !done.future().isComplete()) {
      next.accept(places.subList(1, places.size()));
    } else {
      failed(cause);
    }
  }

  /** Nobody waits for an answer: unheard, its end would be logged. */
  private void reached(HttpClientRequest unsent) {
    unsent.exceptionHandler(ended -> {});
    unsent.response().onFailure(ended -> {});
    unsent.reset();
    done.tryComplete(new Heard(0, MultiMap.caseInsensitiveMultiMap(), ""));
  }

  private BodyStream<Buffer> body(Question question) {
    progress.answer();
    return new BoundedBody(question.mostAnswer());
  }

  private void received(HttpResponse<Buffer> response) {
    String text = response.body() == null ? "" : response.body().toString();
    done.tryComplete(new Heard(response.statusCode(), response.headers(), text));
  }

  private void failed(Throwable cause) {
    done.tryComplete(new Trouble(side, progress).of(cause));
  }

  private void timeIsUp() {
    done.tryComplete(new Trouble(side, progress).late(atMost));
  }

  private void end(Pace.Timer deadline) {
    deadline.cancel();
    client.close();
  }
}
