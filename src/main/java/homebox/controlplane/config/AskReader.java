package homebox.controlplane.config;

import homebox.controlplane.config.HttpAsk.Expect;
import homebox.controlplane.config.HttpAsk.Request;
import homebox.controlplane.config.HttpAsk.StatusRange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is asked of a service, out of its keys. */
final class AskReader {
  private AskReader() {}

  static Ask of(Target target, Values service) {
    return target
        .http()
        .<Ask>map(url -> http(url, service))
        .orElseGet(() -> new NotYetAsk(target.kind(), target.shown()));
  }

  /** A question of which only the address and the expected statuses are known. */
  static HttpAsk plain(HttpUrl url, List<StatusRange> status) {
    var request = new Request("GET", Map.of(), Optional.empty());
    var expect = new Expect(status, List.of(), List.of(), Map.of());
    int maxBody = ServiceKeys.MAX_BODY.fallbackValue().orElseThrow().intValue();
    return new HttpAsk(url, request, true, false, maxBody, expect);
  }

  private static HttpAsk http(HttpUrl url, Values service) {
    var request =
        new Request(
            service.or(ServiceKeys.METHOD).toUpperCase(Locale.ROOT),
            service.get(ServiceKeys.HEADERS).orElse(Map.of()),
            service.get(ServiceKeys.BODY));
    return new HttpAsk(
        url,
        request,
        service.or(ServiceKeys.FOLLOW_REDIRECTS),
        service.or(ServiceKeys.INSECURE_TLS),
        service.or(ServiceKeys.MAX_BODY).intValue(),
        expect(service.get(ServiceKeys.EXPECT)));
  }

  private static Expect expect(Optional<Values> written) {
    return new Expect(
        written
            .flatMap(values -> values.get(ExpectKeys.STATUS))
            .filter(some -> !some.isEmpty())
            .or(ExpectKeys.STATUS::fallbackValue)
            .orElseThrow(),
        written.flatMap(values -> values.get(ExpectKeys.BODY)).orElse(List.of()),
        written.flatMap(values -> values.get(ExpectKeys.BODY_NOT)).orElse(List.of()),
        written.flatMap(values -> values.get(ExpectKeys.HEADER)).orElse(Map.of()));
  }
}
