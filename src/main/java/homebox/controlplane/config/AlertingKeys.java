package homebox.controlplane.config;

/** The keys of {@code alerting}. */
final class AlertingKeys {
  static final Table TABLE =
      Table.of(
          Key.of("group_wait", Amounts.duration("0s", "5m")).or("3s"),
          Key.of("remind_every", Amounts.duration("1m", "30d").orElse("off")).or("off"),
          Key.of("flapping", Words.truth()).or("true"),
          Key.of("startup_message", Words.truth()).or("true"),
          Key.of("connectivity", new ListOf<>(Addresses.hostPortOrHttp().orElse("off"))).or("off"),
          Key.of("watchdog_url", Addresses.secretHttp().orElse("off")).secret().or("off"));

  private AlertingKeys() {}
}
