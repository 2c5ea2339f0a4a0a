package homebox.controlplane.notify;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.StatusReport.Word;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Asks Homebox itself how it is: {@code GET /api/v1/status} with {@code health} and {@code
 * build.version}. It is a detail: whatever goes wrong, there is none.
 */
public final class HomeboxWord {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_VERSION = 40;

  private final HttpUrl url;
  private final HttpClientAgent client;
  private final Promise<Optional<Word>> answer = Promise.promise();
  private final Buffer body = Buffer.buffer();

  private HomeboxWord(Vertx vertx, HttpUrl url, Duration patience) {
    this.url = url;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) patience.toMillis()));
  }

  /** What it says, within {@code patience}; never fails. */
  public static Future<Optional<Word>> ask(
      Vertx vertx, Pace pace, HttpUrl homebox, Duration patience) {
    var word = new HomeboxWord(vertx, homebox, patience);
    Pace.Timer deadline = pace.after(patience, word::none);
    word.ask();
    return word.answer
        .future()
        .onComplete(
            known -> {
              deadline.cancel();
              word.client.close();
            });
  }

  private void ask() {
    client
        .request(options())
        .compose(request -> request.send())
        .onSuccess(this::read)
        .onFailure(cause -> none());
  }

  private RequestOptions options() {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(url.host())
            .setPort(url.port())
            .setSsl(url.secure())
            .setURI("/api/v1/status");
    url.userInfo().ifPresent(login -> options.putHeader("Authorization", basic(login)));
    return options;
  }

  private static String basic(Secret login) {
    byte[] bytes = login.reveal().getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private void read(HttpClientResponse response) {
    response
        .handler(this::more)
        .exceptionHandler(broken -> none())
        .endHandler(end -> answer.tryComplete(word(response.statusCode(), body)));
  }

  private void more(Buffer part) {
    if (body.length() + part.length() > MOST_BYTES) {
      none();
    } else {
      body.appendBuffer(part);
    }
  }

  private void none() {
    answer.tryComplete(Optional.empty());
  }

  private static Optional<Word> word(int status, Buffer body) {
    try {
      var json = new JsonObject(body);
      return status == 200 && json.getValue("health") instanceof Boolean health
          ? Optional.of(new Word(health, version(json)))
          : Optional.empty();
    } catch (DecodeException | ClassCastException noJson) {
      return Optional.empty();
    }
  }

  /** Foreign words: short, and on one line. */
  private static Optional<String> version(JsonObject json) {
    Object build = json.getValue("build");
    Object version = build instanceof JsonObject object ? object.getValue("version") : null;
    return version instanceof String text
            && !text.isBlank()
            && text.length() <= MOST_VERSION
            && text.matches("[\\p{Graph} ]+")
        ? Optional.of(text.strip())
        : Optional.empty();
  }
}
