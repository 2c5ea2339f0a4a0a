package homebox.controlplane;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back to the machine what the C library keeps for later: at a start the compiler takes and
 * frees so much that 36 MB of 414 were nobody's (docs/benchmarks.md). Asks the JVM for it, as
 * {@code jcmd PID System.trim_native_heap} does; one that does not know how is left alone. Java's
 * own heap, too, gives back what a start took, where nobody has said otherwise on the command line.
 */
final class NativeHeap {
  private static final Logger log = LoggerFactory.getLogger(NativeHeap.class);

  /**
   * It takes milliseconds, on a thread of its own; the compiler is busiest in the first minutes.
   */
  static final Duration EVERY = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Pace pace;
  private Pace.Timer timer = () -> {};
  private volatile boolean stopped;

  private NativeHeap(Vertx vertx, Pace pace) {
    this.vertx = vertx;
    this.pace = pace;
  }

  /** Begins to do so, now and then. */
  static Future<NativeHeap> thrifty(Vertx vertx, Pace pace) {
    Map.of("MinHeapFreeRatio", "20", "MaxHeapFreeRatio", "40").forEach(NativeHeap::prefer);
    var heap = new NativeHeap(vertx, pace);
    heap.later();
    return Future.succeededFuture(heap);
  }

  /** Percent of the heap that may be free after a collection before it shrinks or grows. */
  private static void prefer(String flag, String percent) {
    try {
      var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (jvm.getVMOption(flag).getOrigin() == VMOption.Origin.DEFAULT) {
        jvm.setVMOption(flag, percent);
      }
    } catch (IllegalArgumentException unknown) {
      log.debug("this JVM has no {}", flag);
    }
  }

  Future<?> stop() {
    stopped = true;
    timer.cancel();
    return Future.succeededFuture();
  }

  private void later() {
    timer = pace.after(EVERY, this::trim);
  }

  private void trim() {
    vertx
        .executeBlocking(NativeHeap::give, false)
        .onSuccess(
            said -> {
              log.debug("{}", said);
              if (!stopped) {
                later();
              }
            })
        .onFailure(cause -> log.debug("this JVM gives no memory back: {}", cause.toString()));
  }

  private static Object give() throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            "systemTrimNativeHeap",
            new Object[0],
            new String[0]);
  }
}
