package homebox.controlplane.cli;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears TERM, INT and HUP. A shutdown hook alone would exit with 143; {@code sun.misc.Signal} is
 * reached by reflection, because naming it is a warning that stops the build.
 */
final class Signals {
  private static final Logger log = LoggerFactory.getLogger(Signals.class);

  private final CountDownLatch stop = new CountDownLatch(1);
  private Optional<Runnable> hangup = Optional.empty();
  private boolean early;

  /** Hears from now on. */
  void listen() {
    on("TERM", this::heard);
    on("INT", this::heard);
    on("HUP", this::hangup);
  }

  /** What a HUP asks for; one that came before counts. */
  synchronized void onHangup(Runnable action) {
    hangup = Optional.of(action);
    if (early) {
      action.run();
    }
  }

  /** Waits until somebody wants an end. */
  void await() throws InterruptedException {
    stop.await();
  }

  /** As if somebody had wanted an end. */
  void stop() {
    stop.countDown();
  }

  private synchronized void hangup() {
    hangup.ifPresentOrElse(Runnable::run, () -> early = true);
  }

  /** The first asks for an orderly end, the second for an end. */
  private void heard() {
    if (stop.getCount() == 0) {
      Runtime.getRuntime().halt(1);
    }
    stop();
  }

  private static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object heard =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
    } catch (ReflectiveOperationException | RuntimeException missing) {
      log.debug("SIG{} is not heard here: {}", name, missing.toString());
    }
  }
}
