package homebox.controlplane.check.http;

import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.Secret;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request as it goes over the wire. */
final class RequestBytes {
  private static final byte[] NOTHING = {};

  private RequestBytes() {}

  /** What of it HTTP does not allow, if anything: nothing may smuggle a line of its own in. */
  static Optional<String> fault(HttpAsk ask) {
    if (HttpHeaderValidationUtil.validateToken(ask.request().method()) >= 0
        || ask.request().method().isEmpty()) {
      return Optional.of("method");
    }
    if (HttpHeaderValidationUtil.validateValidHeaderValue(ask.url().hostHeader()) >= 0) {
      return Optional.of("host");
    }
    for (Map.Entry<String, String> each : ask.request().headers().entrySet()) {
      if (each.getKey().isEmpty() || HttpHeaderValidationUtil.validateToken(each.getKey()) >= 0) {
        return Optional.of("name of a header");
      }
      if (HttpHeaderValidationUtil.validateValidHeaderValue(each.getValue()) >= 0) {
        return Optional.of("header " + each.getKey());
      }
    }
    return Optional.empty();
  }

  static byte[] of(HttpAsk.Request request, Route route, String userAgent) {
    byte[] body =
        route.withBody()
            ? request.body().map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(NOTHING)
            : NOTHING;
    var head = new StringBuilder(256);
    head.append(route.method()).append(' ').append(route.url().pathAndQuery());
    head.append(" HTTP/1.1\r\n");
    headers(request, route, userAgent, body.length)
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[first.length + body.length];
    System.arraycopy(first, 0, whole, 0, first.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    return whole;
  }

  private static Map<String, String> headers(
      HttpAsk.Request request, Route route, String userAgent, int length) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", route.url().hostHeader());
    headers.put("User-Agent", userAgent);
    headers.put("Accept", "*/*");
    headers.put("Connection", "close");
    route
        .url()
        .userInfo()
        .map(RequestBytes::basic)
        .ifPresent(it -> headers.put("Authorization", it));
    if (route.home()) {
      request.headers().forEach((name, value) -> put(headers, route, name, value));
    }
    if (length > 0 || route.withBody() && mayCarry(route.method())) {
      headers.put("Content-Length", String.valueOf(length));
    }
    return headers;
  }

  /** How long the body is, is ours to say; what describes a body goes where the body goes. */
  private static void put(Map<String, String> headers, Route route, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean framing = lower.equals("content-length") || lower.equals("transfer-encoding");
    if (!framing && (route.withBody() || !lower.startsWith("content-"))) {
      headers.remove(name);
      headers.put(name, value);
    }
  }

  private static boolean mayCarry(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }

  private static String basic(Secret userInfo) {
    String text = userInfo.reveal();
    byte[] pair = (text.indexOf(':') < 0 ? text + ":" : text).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
