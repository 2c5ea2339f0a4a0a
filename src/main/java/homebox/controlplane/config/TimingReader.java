package homebox.controlplane.config;

/** When services are asked: their own keys before those at the top. */
record TimingReader(Values root) {
  /** For services that say nothing of it. */
  Timing common() {
    return new Timing(
        root.or(Keys.CHECK_INTERVAL),
        root.or(Keys.CHECK_TIMEOUT),
        root.or(Keys.MAX_RESPONSE_TIME),
        root.or(Keys.RETRY_ATTEMPTS),
        root.or(Keys.RETRY_DELAY),
        root.or(Keys.RECOVERY_ATTEMPTS));
  }

  static Timing of(Values service, Timing common) {
    return new Timing(
        service.get(ServiceKeys.INTERVAL).orElse(common.interval()),
        service.get(ServiceKeys.TIMEOUT).orElse(common.timeout()),
        service.get(ServiceKeys.MAX_RESPONSE_TIME).orElse(common.maxResponseTime()),
        service.get(ServiceKeys.RETRY_ATTEMPTS).orElse(common.retryAttempts()),
        service.get(ServiceKeys.RETRY_DELAY).orElse(common.retryDelay()),
        service.get(ServiceKeys.RECOVERY_ATTEMPTS).orElse(common.recoveryAttempts()));
  }
}
