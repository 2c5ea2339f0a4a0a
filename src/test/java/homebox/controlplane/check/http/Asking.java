package homebox.controlplane.check.http;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Probe;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.TextMatch;
import homebox.controlplane.config.Timing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One question as a test wants it: a GET that expects 2xx within 800 ms, but for what is said. */
final class Asking {
  private final ProbeDesk desk;
  private final HttpUrl url;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, TextMatch> header = new LinkedHashMap<>();
  private List<TextMatch> body = List.of();
  private List<TextMatch> bodyNot = List.of();
  private List<HttpAsk.StatusRange> status = List.of(new HttpAsk.StatusRange(200, 299));
  private String method = "GET";
  private Optional<String> sent = Optional.empty();
  private boolean follow = true;
  private boolean insecure;
  private int maxBody = 1 << 20;
  private long timeout = 800;
  private long slowAfter = 800;

  Asking(ProbeDesk desk, String url) {
    this.desk = desk;
    this.url = HttpUrl.parse(url);
  }

  static TextMatch text(String text) {
    return new TextMatch.Contains(text);
  }

  static TextMatch regex(String pattern) {
    return new TextMatch.Regex(Pattern.compile(pattern));
  }

  Asking method(String it) {
    method = it;
    return this;
  }

  Asking sending(String it) {
    sent = Optional.of(it);
    return this;
  }

  Asking with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Asking status(int from, int to) {
    status = List.of(new HttpAsk.StatusRange(from, to));
    return this;
  }

  Asking body(TextMatch... it) {
    body = List.of(it);
    return this;
  }

  Asking bodyNot(TextMatch... it) {
    bodyNot = List.of(it);
    return this;
  }

  Asking header(String name, TextMatch it) {
    header.put(name, it);
    return this;
  }

  Asking staying() {
    follow = false;
    return this;
  }

  Asking insecure() {
    insecure = true;
    return this;
  }

  Asking maxBody(int it) {
    maxBody = it;
    return this;
  }

  Asking timeout(long millis) {
    timeout = millis;
    slowAfter = millis;
    return this;
  }

  Asking slowAfter(long millis) {
    slowAfter = millis;
    return this;
  }

  Probe probe() {
    var ask =
        new HttpAsk(
            url,
            new HttpAsk.Request(method, headers, sent),
            follow,
            insecure,
            maxBody,
            new HttpAsk.Expect(status, body, bodyNot, header));
    var timing =
        new Timing(
            Duration.ofSeconds(60),
            Duration.ofMillis(timeout),
            Duration.ofMillis(slowAfter),
            0,
            Duration.ZERO,
            1);
    return desk.probes().of(ask, timing);
  }

  CompletableFuture<Answer> start() {
    Probe probe = probe();
    var answer = new CompletableFuture<Answer>();
    desk.run(
        () ->
            probe
                .look()
                .answer()
                .onComplete(
                    it -> {
                      if (!answer.complete(it)) {
                        throw new AssertionError("answered twice");
                      }
                    },
                    answer::completeExceptionally));
    return answer;
  }

  Answer answer() {
    try {
      return start().get(timeout + 2_000, TimeUnit.MILLISECONDS);
    } catch (Exception none) {
      throw new AssertionError("no answer", none);
    }
  }

  Outcome outcome() {
    return answer().outcome();
  }

  Failure failure() {
    Outcome outcome = outcome();
    if (outcome instanceof Outcome.Failed it) {
      return it.failure();
    }
    throw new AssertionError("did not fail: " + outcome);
  }
}
