package homebox.controlplane.check;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * When a service is due: at its phase + k · interval on a clock that never steps. The phase comes
 * from the id alone, so that a restart neither herds nor drifts, and every host finds the same.
 */
final class Schedule {
  /** All first checks are done within this time of the start. */
  static final long FIRST_WITHIN_MILLIS = 5_000;

  private final long hash;
  private final long intervalMillis;

  Schedule(String id, Duration interval) {
    this.hash = spread(id);
    this.intervalMillis = interval.toMillis();
  }

  /** The first round of a checker that starts at {@code now}. */
  long first(long now) {
    return now + hash % turn();
  }

  /** The smallest phase + k · interval after {@code now}: what was missed is missed. */
  long next(long now) {
    long phase = hash % intervalMillis;
    return now - Math.floorMod(now - phase, intervalMillis) + intervalMillis;
  }

  /** Where in {@code min(interval, 5 s)} this service has its turn when all want to ask at once. */
  long turnMillis() {
    return hash % turn();
  }

  private long turn() {
    return Math.min(intervalMillis, FIRST_WITHIN_MILLIS);
  }

  /** CRC-32 alone keeps near names near; one multiplication (Knuth's, 2^32 / φ) spreads them. */
  private static long spread(String id) {
    var crc = new CRC32();
    crc.update(id.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() * 2_654_435_769L >>> 16 & 0x7fff_ffffL;
  }
}
