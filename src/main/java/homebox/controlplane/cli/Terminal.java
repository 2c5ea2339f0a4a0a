package homebox.controlplane.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether a person is looking.
 *
 * @param colours stdout may have them
 * @param live on stderr a line may be written over
 */
record Terminal(boolean colours, boolean live) {
  /** Nobody looks: a file, a pipe, a log. */
  static final Terminal NONE = new Terminal(false, false);

  /**
   * What this process writes to. {@code NO_COLOR} (no-color.org) and {@code TERM=dumb} mean what
   * they say.
   */
  static Terminal find(Map<String, String> environment) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(!dumb && !plain && isTerminal(1), !dumb && isTerminal(2));
  }

  /**
   * By what the descriptor leads to (proc(5)): Java's own {@code System.console()} looks at stdin
   * too up to 21, and is always there from 22 on.
   */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      return Files.readSymbolicLink(link).toString().matches("/dev/(pts/[0-9]+|tty.*|console)");
    } catch (IOException | UnsupportedOperationException elsewhere) {
      return !Files.exists(Path.of("/proc/self")) && System.console() != null;
    }
  }
}
