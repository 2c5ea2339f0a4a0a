package homebox.controlplane.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** SQL that lies in a file beside the class that runs it. */
public final class Sql {
  /** Where the rooms lie. */
  static final String ROOMS = "homebox/controlplane/";

  private Sql() {}

  /**
   * The statement in {@code <name>.sql} in the package of {@code owner}, after a comment with its
   * place: so that a database's log tells whose it is, and {@link PostgresSql} finds its twin. One
   * statement a file: SQLite's driver would run the first and pass over the others in silence.
   *
   * @throws IllegalStateException there is no such file; asked for in a constant, that is found out
   *     when the class is loaded
   */
  public static String named(Class<?> owner, String name) {
    String file = owner.getPackageName().replace('.', '/') + "/" + name;
    String text =
        text(file + ".sql")
            .orElseThrow(() -> new IllegalStateException("missing resource " + file + ".sql"));
    String place = file.startsWith(ROOMS) ? file.substring(ROOMS.length()) : file;
    return "/* " + place + " */\n" + text;
  }

  /** What a resource says; empty if there is none. */
  static Optional<String> text(String resource) {
    try (InputStream file = Sql.class.getClassLoader().getResourceAsStream(resource)) {
      return file == null
          ? Optional.empty()
          : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(resource, unreadable);
    }
  }
}
