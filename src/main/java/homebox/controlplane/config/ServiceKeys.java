package homebox.controlplane.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys of an item of {@code services}. */
final class ServiceKeys {
  static final Key<String> NAME = Key.of("name", Words.line(100)).required().used();
  static final Key<Target> URL = Key.of("url", Target.word()).required().used();
  static final Key<String> ID =
      Key.of(
              "id",
              Words.like("[a-z0-9-]{1,64}", "an id", "web-server (small letters, digits, dashes)"))
          .used();
  static final Key<String> GROUP = Key.of("group", Words.line(100)).used();
  static final Key<String> DESCRIPTION = Key.of("description", Words.text(1_000)).used();
  static final Key<List<String>> TAGS = Key.of("tags", new ListOf<>(Words.line(100))).used();
  static final Key<Boolean> CRITICAL = Key.of("critical", Words.truth()).or("true").used();
  static final Key<Boolean> ENABLED = Key.of("enabled", Words.truth()).or("true").used();

  static final Key<Duration> INTERVAL = Key.of("interval", Amounts.duration("100ms", "1d")).used();
  static final Key<Duration> TIMEOUT = Key.of("timeout", Amounts.duration("100ms", "1d")).used();
  static final Key<Duration> MAX_RESPONSE_TIME =
      Key.of("max_response_time", Amounts.duration("1ms", "1d")).used();
  static final Key<Integer> RETRY_ATTEMPTS = Key.of("retry_attempts", Words.whole(0, 20)).used();
  static final Key<Duration> RETRY_DELAY =
      Key.of("retry_delay", Amounts.duration("0s", "1h")).used();
  static final Key<Integer> RECOVERY_ATTEMPTS =
      Key.of("recovery_attempts", Words.whole(1, 20)).used();

  static final Key<List<String>> DEPENDS_ON =
      Key.of("depends_on", new ListOf<>(Words.line(120))).used();
  static final Key<List<String>> CHANNELS =
      Key.of("channels", new ListOf<>(Words.line(100))).used();
  static final Key<List<String>> LOCATIONS =
      Key.of("locations", new ListOf<>(Words.line(100))).used();

  static final Key<String> METHOD =
      Key.of(
              "method",
              Words.like(
                  "(?!(?i:connect)$)[A-Za-z][A-Za-z-]{0,19}", "an HTTP method", "GET or POST"))
          .or("GET")
          .used();
  static final Key<Map<String, String>> HEADERS =
      Key.of("headers", new MapOf<>(Words.line(8_000).quietly())).used();
  static final Key<String> BODY = Key.of("body", Words.text(1_000_000).quietly()).used();
  static final Key<Boolean> FOLLOW_REDIRECTS =
      Key.of("follow_redirects", Words.truth()).or("true").used();
  static final Key<Boolean> INSECURE_TLS = Key.of("insecure_tls", Words.truth()).or("false").used();
  static final Key<Long> MAX_BODY =
      Key.of("max_body", Amounts.bytes(1, 64 << 20, "1 byte to 64MiB")).or("1MiB").used();
  static final Key<Values> EXPECT = Key.of("expect", new Nested(ExpectKeys.TABLE)).used();

  static final Key<Boolean> HIDE = Key.of("hide", Words.truth()).used();
  static final Key<Boolean> HIDE_URL = Key.of("hide_url", Words.truth()).used();
  static final Key<Values> PUBLIC = Key.of("public", new Nested(Table.of(HIDE, HIDE_URL))).used();
  static final Key<Values> AUTH =
      Key.of(
          "auth",
          new Nested(
              Table.of(
                  Key.of("user", Words.line(320).quietly()),
                  Key.of("password", Words.secret()).secret(),
                  Key.of("bearer", Words.secret()).secret())));

  /** Which kinds a key belongs to; one that is not here belongs to all. */
  static final Map<String, List<String>> KINDS =
      Map.of(
          "method", List.of("http"),
          "body", List.of("http"),
          "follow_redirects", List.of("http"),
          "max_body", List.of("http"),
          "headers", List.of("http", "ws"),
          "auth", List.of("http", "ws"),
          "proxy", List.of("http", "ws"),
          "insecure_tls", List.of("http", "tls", "ws"),
          "send", List.of("tcp", "ws"),
          "token", List.of("heartbeat"));

  static final Table TABLE =
      Table.of(
          NAME,
          URL,
          ID,
          GROUP,
          DESCRIPTION,
          TAGS,
          CRITICAL,
          ENABLED,
          INTERVAL,
          TIMEOUT,
          MAX_RESPONSE_TIME,
          RETRY_ATTEMPTS,
          RETRY_DELAY,
          RECOVERY_ATTEMPTS,
          DEPENDS_ON,
          CHANNELS,
          PUBLIC,
          LOCATIONS,
          METHOD,
          HEADERS,
          BODY,
          AUTH,
          FOLLOW_REDIRECTS,
          INSECURE_TLS,
          Key.of("ip_version", Words.choice("4", "6")),
          Key.of("proxy", Addresses.proxy()),
          MAX_BODY,
          Key.of("certificate_notice", new ListOf<>(Words.whole(0, 3_650))).or("14, 7, 1"),
          Key.of("send", Words.text(100_000).quietly()),
          Key.of("token", Words.secret()).secret(),
          EXPECT);

  private ServiceKeys() {}
}
