package homebox.controlplane.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** All keys at the top of a configuration, with what there is to say of each. */
final class Keys {
  static final Key<Optional<HttpUrl>> HOMEBOX_URL =
      Key.of("homebox_url", Addresses.http().orElse("off"))
          .or("http://localhost:7745")
          .named("HOMEBOX_URL")
          .used();
  static final Key<Optional<HttpUrl>> NERON_URL =
      Key.of("neron_url", Addresses.http().orElse("off"))
          .or("http://localhost:3000")
          .named("NERON_URL")
          .used();

  static final Key<Duration> CHECK_INTERVAL =
      Key.of("check_interval", Amounts.duration("100ms", "1d"))
          .or("300")
          .named("CHECK_INTERVAL")
          .used();
  static final Key<Duration> CHECK_TIMEOUT =
      Key.of("check_timeout", Amounts.duration("100ms", "1d"))
          .or("10")
          .named("CHECK_TIMEOUT")
          .used();
  static final Key<Duration> MAX_RESPONSE_TIME =
      Key.of("max_response_time", Amounts.duration("1ms", "1d"))
          .or("5.0")
          .named("MAX_RESPONSE_TIME")
          .used();
  static final Key<Integer> RETRY_ATTEMPTS =
      Key.of("retry_attempts", Words.whole(0, 20)).or("2").named("RETRY_ATTEMPTS").used();
  static final Key<Duration> RETRY_DELAY =
      Key.of("retry_delay", Amounts.duration("0s", "1h")).or("5").named("RETRY_DELAY").used();
  static final Key<Integer> RECOVERY_ATTEMPTS =
      Key.of("recovery_attempts", Words.whole(1, 20)).or("1").used();
  static final Key<Integer> MAX_CONCURRENT_CHECKS =
      Key.of("max_concurrent_checks", Words.whole(1, 100_000)).or("512").used();

  static final Key<Path> DATABASE_PATH =
      Key.of("database_path", Words.path())
          .or("data/history.db")
          .named("DATABASE_PATH")
          .restart()
          .used();
  static final Key<Secret> DATABASE_URL =
      Key.of("database_url", Addresses.database()).named("DATABASE_URL").secret().restart().used();
  static final Key<String> DATABASE_USER =
      Key.of("database_user", Words.line(100)).named("DATABASE_USER").restart().used();
  static final Key<Secret> DATABASE_PASSWORD =
      Key.of("database_password", Words.secret())
          .named("DATABASE_PASSWORD")
          .secret()
          .restart()
          .used();
  static final Key<String> LOG_LEVEL =
      Key.of(
              "log_level",
              Words.choice("DEBUG", "INFO", "WARN", "ERROR", "WARNING").map(Keys::level))
          .or("INFO")
          .named("LOG_LEVEL")
          .restart()
          .used();
  static final Key<Optional<Path>> LOG_FILE =
      Key.of("log_file", Words.path().orElse("off"))
          .or("logs/control-plane.log")
          .named("LOG_FILE")
          .restart()
          .used();
  static final Key<String> LOG_FORMAT =
      Key.of("log_format", Words.choice("text", "json")).or("text").restart().used();
  static final Key<String> LANGUAGE = Key.of("language", Words.choice("en", "fr")).used();
  static final Key<ZoneId> TIME_ZONE = Key.of("time_zone", Words.zone()).used();

  static final Key<Values> TELEGRAM = Key.of("telegram", new Nested(TelegramKeys.TABLE)).used();
  static final Key<Values> ALERTING = Key.of("alerting", new Nested(AlertingKeys.TABLE)).used();
  static final Key<Values> CLUSTER = Key.of("cluster", new Nested(ClusterKeys.TABLE)).used();
  static final Key<Values> WEB = Key.of("web", new Nested(WebKeys.TABLE)).used();
  static final Key<Optional<Duration>> KEEP_CHECKS = keep("checks", "30d").used();
  static final Key<Optional<Duration>> KEEP_HOURS = keep("hourly", "60d").used();
  static final Key<Optional<Duration>> KEEP_DAYS = keep("daily", "forever").used();
  static final Key<Optional<Duration>> KEEP_MESSAGES = keep("messages", "90d").used();
  static final Key<Values> RETENTION =
      Key.of(
              "retention",
              new Nested(
                  Table.of(
                      KEEP_CHECKS,
                      KEEP_HOURS,
                      KEEP_DAYS,
                      keep("incidents", "forever"),
                      KEEP_MESSAGES,
                      Key.of(
                              "max_size",
                              Amounts.bytes(1 << 20, 1L << 50, "1MiB to 1024TiB").orElse("off"))
                          .or("off"))))
          .used();
  static final Key<Optional<LocalTime>> DAILY_REPORT_AT =
      Key.of("daily_at", Words.timeOfDay().orElse("off"))
          .or("08:00")
          .named("DAILY_REPORT_AT")
          .used();
  static final Key<Values> REPORT = Key.of("report", new Nested(Table.of(DAILY_REPORT_AT))).used();
  static final Key<List<Values>> CHANNELS =
      Key.of("channels", new Sections(ChannelKeys.TABLE)).used();
  static final Key<List<Values>> MAINTENANCE =
      Key.of("maintenance", new Sections(MaintenanceKeys.TABLE)).used();
  static final Key<List<Values>> SERVICES =
      Key.of("services", new Sections(ServiceKeys.TABLE)).used();

  static final Table ROOT =
      Table.of(
          TELEGRAM,
          HOMEBOX_URL,
          NERON_URL,
          CHECK_INTERVAL,
          CHECK_TIMEOUT,
          MAX_RESPONSE_TIME,
          RETRY_ATTEMPTS,
          RETRY_DELAY,
          RECOVERY_ATTEMPTS,
          DATABASE_PATH,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          LOG_LEVEL,
          LOG_FILE,
          LOG_FORMAT,
          LANGUAGE,
          TIME_ZONE,
          REPORT,
          WEB,
          ALERTING,
          MAX_CONCURRENT_CHECKS,
          RETENTION,
          CHANNELS,
          MAINTENANCE,
          CLUSTER,
          SERVICES);

  private Keys() {}

  private static Key<Optional<Duration>> keep(String name, String fallback) {
    return Key.of(name, Amounts.duration("1h", "36500d").orElse("forever")).or(fallback);
  }

  /** The predecessor wrote WARNING. */
  private static String level(String written) {
    return written.equals("WARNING") ? "WARN" : written;
  }
}
