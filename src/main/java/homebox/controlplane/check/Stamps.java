package homebox.controlplane.check;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.time.Instant;

/**
 * The times under which the answers of one service are kept: the wall clock's, but growing while it
 * steps back by less than a minute. After a larger step they follow the clock.
 */
final class Stamps {
  private static final long FOLLOW_MILLIS = Duration.ofMinutes(1).toMillis();

  private final Pace pace;
  private long last = Long.MIN_VALUE / 2;

  Stamps(Pace pace) {
    this.pace = pace;
  }

  Instant next() {
    long now = pace.instant().toEpochMilli();
    last = last - now < FOLLOW_MILLIS ? Math.max(last + 1, now) : now;
    return Instant.ofEpochMilli(last);
  }
}
