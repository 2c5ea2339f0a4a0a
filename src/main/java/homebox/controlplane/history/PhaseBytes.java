package homebox.controlplane.history;

import homebox.controlplane.check.Phases;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/**
 * Phases as they are stored: five {@link Varints} in units of 0.1 ms (dns, connect, tls, wait,
 * transfer); zeros at the end are left out. Usually six or seven bytes.
 */
final class PhaseBytes {
  private static final long UNIT_NANOS = 100_000;

  private PhaseBytes() {}

  /** Null if nothing was measured. */
  static byte[] of(Phases phases) {
    long[] units = {
      units(phases.dns()),
      units(phases.connect()),
      units(phases.tls()),
      units(phases.waiting()),
      units(phases.transfer())
    };
    int used = units.length;
    while (used > 0 && units[used - 1] == 0) {
      used--;
    }
    if (used == 0) {
      return null;
    }
    var out = new ByteArrayOutputStream(10);
    for (int n = 0; n < used; n++) {
      Varints.write(out, units[n]);
    }
    return out.toByteArray();
  }

  /** What {@link #of} has written, to 0.1 ms. */
  static Phases read(byte[] bytes) {
    if (bytes == null) {
      return Phases.NONE;
    }
    var units = new Varints(bytes);
    Duration[] found = new Duration[5];
    for (int n = 0; n < found.length; n++) {
      found[n] = Duration.ofNanos(units.next() * UNIT_NANOS);
    }
    return new Phases(found[0], found[1], found[2], found[3], found[4]);
  }

  private static long units(Duration length) {
    return Math.max(0, (length.toNanos() + UNIT_NANOS / 2) / UNIT_NANOS);
  }
}
