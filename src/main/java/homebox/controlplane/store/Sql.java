package homebox.controlplane.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL that lies in a file beside the class that runs it. */
public final class Sql {
  private Sql() {}

  /**
   * The statement in {@code <name>.sql} in the package of {@code owner}. One statement a file:
   * SQLite's driver would run the first and pass over the others in silence.
   *
   * @throws IllegalStateException there is no such file; asked for in a constant, that is found out
   *     when the class is loaded
   */
  public static String named(Class<?> owner, String name) {
    try (InputStream file = owner.getResourceAsStream(name + ".sql")) {
      if (file == null) {
        throw new IllegalStateException(
            "missing resource " + owner.getPackageName().replace('.', '/') + "/" + name + ".sql");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name + ".sql", unreadable);
    }
  }
}
