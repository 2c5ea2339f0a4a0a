package homebox.controlplane.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys of an item of {@code channels}. */
final class ChannelKeys {
  static final Key<String> NAME = Key.of("name", Words.line(100)).required().used();
  static final Key<String> FALLBACK = Key.of("fallback", Words.line(100)).used();
  static final Key<Duration> AFTER = Key.of("after", Amounts.duration("0s", "30d"));
  static final Key<List<String>> HOURS = Key.of("hours", new ListOf<>(Calendars.hours()));

  private static final Key<Secret> WEBHOOK_URL =
      Key.of("webhook_url", Addresses.secretHttp()).secret().required();

  private static final Table MAIL =
      Table.of(
          Key.of("host", Addresses.host()).required(),
          Key.of("port", Words.whole(1, 65_535)),
          Key.of("tls", Words.choice("starttls", "tls", "none")).or("starttls"),
          Key.of("user", Words.line(320)),
          Key.of("password", Words.secret()).secret(),
          Key.of("from", Addresses.mailbox()).required(),
          Key.of("to", new ListOf<>(Addresses.mailbox())).required());
  private static final Table NTFY =
      Table.of(
          Key.of("server", Addresses.http()).or("https://ntfy.sh"),
          Key.of("topic", Words.like("[A-Za-z0-9_-]{1,64}", "a topic", "homebox").quietly())
              .required(),
          Key.of("token", Words.secret()).secret(),
          Key.of(
              "priority",
              Words.choice(
                  "min", "low", "default", "high", "max", "urgent", "1", "2", "3", "4", "5")));
  private static final Table WEBHOOK =
      Table.of(
          Key.of("url", Addresses.secretHttp()).required(),
          Key.of("method", Words.choice("GET", "POST", "PUT", "PATCH")).or("POST"),
          Key.of("headers", new MapOf<>(Words.secret())).secret(),
          Key.of("body", Words.text(100_000).quietly()),
          Key.of("secret", Words.secret()).secret());

  static final Key<Values> TELEGRAM = Key.of("telegram", new Nested(TelegramKeys.TABLE)).used();

  /** One of these makes a channel. */
  static final Map<String, Key<Values>> KINDS =
      Map.of(
          "telegram", TELEGRAM,
          "mail", Key.of("mail", new Nested(MAIL)),
          "slack", Key.of("slack", new Nested(Table.of(WEBHOOK_URL))),
          "discord", Key.of("discord", new Nested(Table.of(WEBHOOK_URL))),
          "ntfy", Key.of("ntfy", new Nested(NTFY)),
          "webhook", Key.of("webhook", new Nested(WEBHOOK)));

  static final Table TABLE =
      Table.of(
          NAME,
          KINDS.get("telegram"),
          KINDS.get("mail"),
          KINDS.get("slack"),
          KINDS.get("discord"),
          KINDS.get("ntfy"),
          KINDS.get("webhook"),
          AFTER,
          HOURS,
          FALLBACK);

  private ChannelKeys() {}
}
