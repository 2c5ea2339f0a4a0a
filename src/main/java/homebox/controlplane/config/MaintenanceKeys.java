package homebox.controlplane.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** The keys of an item of {@code maintenance}. */
final class MaintenanceKeys {
  static final Key<List<String>> SERVICES =
      Key.of("services", new ListOf<>(Words.line(120))).required();
  static final Key<String> FROM = Key.of("from", Calendars.moment());
  static final Key<String> UNTIL = Key.of("until", Calendars.moment());
  static final Key<String> CRON = Key.of("cron", Calendars.cron());
  static final Key<Duration> DURATION = Key.of("duration", Amounts.duration("1m", "30d"));
  static final Key<ZoneId> TIME_ZONE = Key.of("time_zone", Words.zone());
  static final Key<String> REASON = Key.of("reason", Words.line(500));

  static final Table TABLE = Table.of(SERVICES, FROM, UNTIL, CRON, DURATION, TIME_ZONE, REASON);

  private MaintenanceKeys() {}
}
