package homebox.controlplane.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** The keys of an item of {@code maintenance}. */
final class MaintenanceKeys {
  static final Key<List<String>> SERVICES =
      Key.of("services", new ListOf<>(Words.line(120))).required().used();
  static final Key<WrittenMoment> FROM = Key.of("from", Calendars.moment()).used();
  static final Key<WrittenMoment> UNTIL = Key.of("until", Calendars.moment()).used();
  static final Key<String> CRON = Key.of("cron", Calendars.cron()).used();
  static final Key<Duration> DURATION = Key.of("duration", Amounts.duration("1m", "30d")).used();
  static final Key<ZoneId> TIME_ZONE = Key.of("time_zone", Words.zone()).used();
  static final Key<String> REASON = Key.of("reason", Words.line(500)).used();

  static final Table TABLE = Table.of(SERVICES, FROM, UNTIL, CRON, DURATION, TIME_ZONE, REASON);

  private MaintenanceKeys() {}
}
