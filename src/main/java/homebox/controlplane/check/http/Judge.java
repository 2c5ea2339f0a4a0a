package homebox.controlplane.check.http;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Reason;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.TextMatch;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds the head of an answer against what is expected of it. */
final class Judge {
  private final HttpAsk.Expect expect;
  private final TextSearch search;
  private final String statuses;

  Judge(HttpAsk.Expect expect, TextSearch search) {
    this.expect = expect;
    this.search = search;
    this.statuses = expect.status().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** What is wrong with it, if anything. */
  Optional<Failure> head(HttpResponse head) {
    int status = head.status().code();
    for (HttpAsk.StatusRange range : expect.status()) {
      if (range.holds(status)) {
        return expect.header().isEmpty() ? Optional.empty() : headers(head.headers());
      }
    }
    return Optional.of(Failure.of(Reason.BAD_STATUS, String.valueOf(status), statuses));
  }

  private Optional<Failure> headers(HttpHeaders headers) {
    for (Map.Entry<String, TextMatch> each : expect.header().entrySet()) {
      Optional<Failure> failure = header(each.getKey(), headers, each.getValue());
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> header(String name, HttpHeaders headers, TextMatch match) {
    List<String> values = headers.getAll(name);
    if (values.isEmpty()) {
      return Optional.of(Failure.of(Reason.HEADER_MISSING, name));
    }
    try {
      for (String value : values) {
        if (search.found(match, value)) {
          return Optional.empty();
        }
      }
      return Optional.of(Failure.of(Reason.HEADER_DIFFERS, name, TextSearch.shown(match)));
    } catch (TimedText.TooLong | StackOverflowError entangled) {
      return Optional.of(Failure.of(Reason.HEADER_PATTERN_SLOW, name, TextSearch.shown(match)));
    }
  }
}
