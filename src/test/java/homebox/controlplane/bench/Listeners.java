package homebox.controlplane.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many who listen to the feed of one jar, and how late each answer reaches each of them. */
final class Listeners implements AutoCloseable {
  private static final String PATH = "/api/v1/events";
  private static final int LONGEST_MILLIS = 60_000;
  private static final int TOGETHER = 50;
  private static final String CHECK = "event: check\n";
  private static final String AT = "\"at\":\"";
  private static final String MINUTE = "yyyy-MM-ddTHH:mm";
  private static final String TOOK = "\"response_time_ms\":";

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http;
  private final Histogram delays = new ConcurrentHistogram(LONGEST_MILLIS, 3);

  private Listeners(int most) {
    http =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(most + 1));
  }

  /** So many, all of whom have been let in. */
  static Listeners of(int port, int count) throws Exception {
    var all = new Listeners(count);
    for (int n = 0; n < count; n += TOGETHER) {
      var asked = new ArrayList<Future<?>>();
      for (int more = 0; more < Math.min(TOGETHER, count - n); more++) {
        asked.add(all.listen(port));
      }
      Future.all(asked).await(30, TimeUnit.SECONDS);
    }
    return all;
  }

  private Future<HttpClientResponse> listen(int port) {
    return http.request(HttpMethod.GET, port, "127.0.0.1", PATH)
        .compose(request -> request.send())
        .onSuccess(
            response -> {
              if (response.statusCode() != 200) {
                throw new IllegalStateException("the feed answers " + response.statusCode());
              }
              response.handler(new Ear()::hear);
            });
  }

  /** The delays since the last call, in milliseconds, over all listeners. */
  Histogram delays() {
    Histogram until = delays.copy();
    delays.reset();
    return until;
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /** One of them: puts frames together again. One event loop's alone. */
  private final class Ear {
    private String rest = "";
    private String minute = MINUTE;
    private long minuteMillis;

    void hear(Buffer chunk) {
      long now = System.currentTimeMillis();
      String text = rest + chunk.toString(StandardCharsets.ISO_8859_1);
      int blank = text.lastIndexOf("\n\n");
      int end = blank < 0 ? 0 : blank + 2;
      rest = text.substring(Math.max(end, text.length() - 1_000_000));
      for (int at = text.indexOf(CHECK); at >= 0 && at < end; at = text.indexOf(CHECK, at + 1)) {
        delays.recordValue(Math.min(LONGEST_MILLIS, Math.max(0, now - known(text, at))));
      }
    }

    /** When the jar had the answer: asked at, and took so long. Milliseconds since 1970. */
    private long known(String text, int from) {
      int at = text.indexOf(AT, from) + AT.length();
      int took = text.indexOf(TOOK, from) + TOOK.length();
      int end = took;
      while (Character.isDigit(text.charAt(end))) {
        end++;
      }
      return asked(text, at) + Long.parseLong(text, took, end, 10);
    }

    /** A hundred thousand times are read a second: the minute is, once. */
    private long asked(String text, int at) {
      if (!text.startsWith(minute, at)) {
        minute = text.substring(at, at + MINUTE.length());
        String whole = text.substring(at, text.indexOf('"', at));
        long millis = OffsetDateTime.parse(whole).toInstant().toEpochMilli();
        minuteMillis = millis - Math.floorMod(millis, 60_000L);
      }
      int second = at + MINUTE.length() + 1;
      return minuteMillis
          + Integer.parseInt(text, second, second + 2, 10) * 1_000L
          + Integer.parseInt(text, second + 3, second + 6, 10);
    }
  }
}
