package homebox.controlplane.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys of an item of {@code channels}. */
final class ChannelKeys {
  static final Key<String> NAME = Key.of("name", Words.line(100)).required().used();
  static final Key<String> FALLBACK = Key.of("fallback", Words.line(100)).used();
  static final Key<Duration> AFTER = Key.of("after", Amounts.duration("0s", "30d")).used();
  static final Key<List<Hours.Span>> HOURS =
      Key.of("hours", new ListOf<>(Calendars.hours())).used();

  static final Key<String> HOST = Key.of("host", Addresses.host()).required().used();
  static final Key<Integer> PORT = Key.of("port", Words.whole(1, 65_535)).used();
  static final Key<String> TLS =
      Key.of("tls", Words.choice("starttls", "tls", "none")).or("starttls").used();
  static final Key<String> USER = Key.of("user", Words.line(320)).used();
  static final Key<Secret> PASSWORD = Key.of("password", Words.secret()).secret().used();
  static final Key<String> FROM = Key.of("from", Addresses.mailbox()).required().used();
  static final Key<List<String>> TO =
      Key.of("to", new ListOf<>(Addresses.mailbox())).required().used();

  static final Key<Secret> WEBHOOK_URL =
      Key.of("webhook_url", Addresses.secretHttp()).secret().required().used();

  static final Key<HttpUrl> SERVER =
      Key.of("server", Addresses.http()).or("https://ntfy.sh").used();
  static final Key<String> TOPIC =
      Key.of("topic", Words.like("[A-Za-z0-9_-]{1,64}", "a topic", "homebox").quietly())
          .required()
          .used();
  static final Key<Secret> TOKEN = Key.of("token", Words.secret()).secret().used();
  static final Key<String> PRIORITY =
      Key.of(
              "priority",
              Words.choice(
                  "min", "low", "default", "high", "max", "urgent", "1", "2", "3", "4", "5"))
          .used();

  static final Key<Secret> URL = Key.of("url", Addresses.secretHttp()).required().used();
  static final Key<String> METHOD =
      Key.of("method", Words.choice("GET", "POST", "PUT", "PATCH")).or("POST").used();
  static final Key<Map<String, Secret>> HEADERS =
      Key.of("headers", new MapOf<>(Words.secret())).secret().used();
  static final Key<String> BODY = Key.of("body", Words.text(100_000).quietly()).used();
  static final Key<Secret> SECRET = Key.of("secret", Words.secret()).secret().used();

  static final Key<Values> TELEGRAM = Key.of("telegram", new Nested(TelegramKeys.TABLE)).used();
  static final Key<Values> MAIL =
      Key.of("mail", new Nested(Table.of(HOST, PORT, TLS, USER, PASSWORD, FROM, TO))).used();
  static final Key<Values> SLACK = Key.of("slack", new Nested(Table.of(WEBHOOK_URL))).used();
  static final Key<Values> DISCORD = Key.of("discord", new Nested(Table.of(WEBHOOK_URL))).used();
  static final Key<Values> NTFY =
      Key.of("ntfy", new Nested(Table.of(SERVER, TOPIC, TOKEN, PRIORITY))).used();
  static final Key<Values> WEBHOOK =
      Key.of("webhook", new Nested(Table.of(URL, METHOD, HEADERS, BODY, SECRET))).used();

  /** One of these makes a channel. */
  static final Map<String, Key<Values>> KINDS =
      Map.of(
          "telegram", TELEGRAM,
          "mail", MAIL,
          "slack", SLACK,
          "discord", DISCORD,
          "ntfy", NTFY,
          "webhook", WEBHOOK);

  static final Table TABLE =
      Table.of(NAME, TELEGRAM, MAIL, SLACK, DISCORD, NTFY, WEBHOOK, AFTER, HOURS, FALLBACK);

  private ChannelKeys() {}
}
