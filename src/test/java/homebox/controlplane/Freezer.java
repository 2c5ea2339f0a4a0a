package homebox.controlplane;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Has a process stand still from one moment on: a shell that waits with its hand on the switch, for
 * starting one takes longer than a message is on its way. It goes on when this is closed.
 */
final class Freezer implements AutoCloseable {
  private final long pid;
  private final Process hand;
  private long since;

  Freezer(long pid) throws IOException {
    this.pid = pid;
    this.hand = new ProcessBuilder("sh", "-c", "read now && kill -STOP " + pid).start();
  }

  void freeze() throws IOException, InterruptedException {
    hand.getOutputStream().write("now\n".getBytes(US_ASCII));
    hand.getOutputStream().flush();
    hand.waitFor();
    since = System.nanoTime();
  }

  /** How long it has stood still. */
  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
  }

  @Override
  public void close() throws IOException {
    hand.destroy();
    new ProcessBuilder("kill", "-CONT", "" + pid).start().onExit().join();
  }
}
