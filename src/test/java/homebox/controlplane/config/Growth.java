package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/**
 * How much more a lot takes than a tenth of it, in time of the processor, which may be a slow one,
 * and with which others work too: hence the best of some, taken in turns, and no bound in seconds.
 * Those are rows of the bench.
 */
final class Growth {
  private static final int TRIES = 30;

  /** After so many the compiler knows what it is; before, a few seem to be much. */
  private static final int WARM = 10;

  /** What grows as it should takes ten times as long; who compares each with each, a hundred. */
  private static final int MOST = 20;

  private Growth() {}

  /** It grows with the number, not with its square. */
  static void isEven(Supplier<?> tenth, Supplier<?> all) {
    double few = Double.MAX_VALUE;
    for (int n = 0; n < WARM; n++) {
      few = Math.min(few, seconds(tenth));
    }
    double many = seconds(all);
    for (int n = 1; n < TRIES && many >= MOST * few; n++) {
      few = Math.min(few, seconds(tenth));
      many = Math.min(many, seconds(all));
    }
    assertThat(many).as("seconds, where a tenth of it takes %.4f", few).isLessThan(MOST * few);
  }

  private static double seconds(Supplier<?> work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    assertThat(work.get()).isNotNull();
    return (threads.getCurrentThreadCpuTime() - began) / 1e9;
  }
}
