package homebox.controlplane.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of {@code alerting}. */
final class AlertingKeys {
  static final Key<Duration> GROUP_WAIT =
      Key.of("group_wait", Amounts.duration("0s", "5m")).or("3s").used();
  static final Key<Optional<Duration>> REMIND_EVERY =
      Key.of("remind_every", Amounts.duration("1m", "30d").orElse("off")).or("off").used();
  static final Key<List<Optional<HttpUrl>>> CONNECTIVITY =
      Key.of("connectivity", new ListOf<>(Addresses.hostPortOrHttp().orElse("off")))
          .or("off")
          .used();
  static final Key<Boolean> FLAPPING = Key.of("flapping", Words.truth()).or("true").used();
  static final Key<Boolean> STARTUP_MESSAGE =
      Key.of("startup_message", Words.truth()).or("true").used();

  static final Key<Optional<Secret>> WATCHDOG_URL =
      Key.of("watchdog_url", Addresses.secretHttp().orElse("off")).secret().or("off").used();

  static final Table TABLE =
      Table.of(GROUP_WAIT, REMIND_EVERY, FLAPPING, STARTUP_MESSAGE, CONNECTIVITY, WATCHDOG_URL);

  private AlertingKeys() {}
}
