package homebox.controlplane.notify.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How we introduce ourselves. */
final class HostName {
  private static final String USUAL = "localhost";

  private HostName() {}

  /** This machine's name, without a look-up: that may take long. */
  static String read() {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      return name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?") ? name : USUAL;
    } catch (IOException elsewhere) {
      return USUAL;
    }
  }
}
