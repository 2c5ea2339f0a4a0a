package homebox.controlplane.config;

import homebox.controlplane.config.HttpAsk.StatusRange;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of a service's {@code expect}; each belongs to one or some kinds. */
final class ExpectKeys {
  static final Key<List<StatusRange>> STATUS =
      Key.of("status", new ListOf<>(Matches.status())).or("2xx").used();
  static final Key<List<TextMatch>> BODY = Key.of("body", new ListOf<>(Matches.text())).used();
  static final Key<List<TextMatch>> BODY_NOT =
      Key.of("body_not", new ListOf<>(Matches.text())).used();
  static final Key<Map<String, TextMatch>> HEADER =
      Key.of("header", new MapOf<>(Matches.text())).used();

  static final Table TABLE =
      Table.of(
          STATUS,
          BODY,
          BODY_NOT,
          Key.of(
              "json",
              new ListOf<>(Words.like("(?s)\\$.*", "a JSONPath comparison", "$.status == \"ok\""))),
          HEADER,
          Key.of("banner", new ListOf<>(Matches.text())),
          Key.of("certificate_days", Words.whole(0, 3_650)),
          Key.of("answer", new ListOf<>(Matches.text())),
          Key.of(
              "rcode",
              Words.choice("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED")),
          Key.of(
              "max_loss", Words.like("(100|[0-9]{1,2})(\\.[0-9]+)?\\s*%?", "a percentage", "20")),
          Key.of("message", new ListOf<>(Matches.text())),
          Key.of("every", Amounts.duration("1s", "366d")),
          Key.of("cron", Calendars.cron()),
          Key.of("time_zone", Words.zone()),
          Key.of("grace", Amounts.duration("0s", "30d")));

  /** Which of them a kind of service has. */
  static final Map<String, Set<String>> OF_KIND =
      Map.of(
          "http", Set.of("status", "body", "body_not", "json", "header"),
          "tcp", Set.of("banner"),
          "tls", Set.of("certificate_days"),
          "dns", Set.of("answer", "rcode"),
          "icmp", Set.of("max_loss"),
          "ws", Set.of("message"),
          "heartbeat", Set.of("every", "cron", "time_zone", "grace"));

  private ExpectKeys() {}
}
