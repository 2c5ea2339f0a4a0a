package homebox.controlplane.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks: the answer goes to stdout and nothing else does; what is said besides
 * goes to stderr. In UTF-8 whatever the locale: the files are. May be used from any thread.
 */
final class Screen {
  private static final String OVER = "\r\u001b[K";
  private static final int MOST = 79;

  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;
  private boolean shown;

  Screen(PrintStream out, PrintStream err, Terminal terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** This process's. */
  static Screen ofProcess() {
    return new Screen(
        utf8(FileDescriptor.out), utf8(FileDescriptor.err), Terminal.find(System.getenv()));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** A part of the answer. */
  synchronized void answer(String text) {
    clear();
    out.println(text);
  }

  /** Something besides the answer. */
  synchronized void say(String text) {
    clear();
    err.println(text);
  }

  /** How far it is, in the place of what was said before; only where a person looks. */
  synchronized void progress(String text) {
    if (terminal.live()) {
      err.print(OVER + text.substring(0, Math.min(text.length(), MOST)));
      err.flush();
      shown = true;
    }
  }

  /** Takes the progress away. */
  synchronized void clear() {
    if (shown) {
      err.print(OVER);
      err.flush();
      shown = false;
    }
  }

  /** In colour, where there is any. */
  String paint(Ink ink, String text) {
    return terminal.colours() ? ink.on(text) : text;
  }
}
