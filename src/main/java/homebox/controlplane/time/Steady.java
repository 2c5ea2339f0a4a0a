package homebox.controlplane.time;

/**
 * What the wall clock would say had nobody touched it since the start: anchored once, then carried
 * on by the monotonic clock. Equal on hosts whose clocks agree, and never stepping.
 */
public final class Steady {
  private final Pace pace;
  private final long wallMillis;
  private final long nanos;

  /** Anchors now. */
  public Steady(Pace pace) {
    this.pace = pace;
    this.wallMillis = pace.instant().toEpochMilli();
    this.nanos = pace.nanos();
  }

  /** Milliseconds, near the epoch's while nobody set the clock. */
  public long millis() {
    return wallMillis + (pace.nanos() - nanos) / 1_000_000;
  }
}
