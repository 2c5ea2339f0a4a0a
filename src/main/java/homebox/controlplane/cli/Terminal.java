package homebox.controlplane.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The screen in front of which somebody sits, if there is one. */
final class Terminal {
  private static final Path ERR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Whole lines on stderr, so that they stand well between those of the log; none where nobody
   * watches.
   */
  static Consumer<String> lines() {
    return watched() ? System.err::println : line -> {};
  }

  /** Linux says where stderr leads; {@link System#console} asks for stdin and stdout. */
  private static boolean watched() {
    try {
      String leads = Files.readSymbolicLink(ERR).toString();
      return leads.startsWith("/dev/pts/") || leads.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException elsewhere) {
      return System.console() != null;
    }
  }
}
