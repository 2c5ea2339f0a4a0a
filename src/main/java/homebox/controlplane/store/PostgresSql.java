package homebox.controlplane.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL is given for a statement. Nearly all texts are written for both databases; of one
 * that cannot be, a twin lies beside it: {@code <name>.postgresql.sql}, with the same parameters
 * and the same columns. May be called from anywhere.
 */
final class PostgresSql {
  private static final Pattern NAMED = Pattern.compile("/\\* ([a-z/-]+) \\*/\n");

  private final Map<String, String> known = new ConcurrentHashMap<>();

  /** The twin of a statement of {@link Sql#named}, if there is one; else the same text. */
  String of(String statement) {
    return statement.startsWith("/*")
        ? known.computeIfAbsent(statement, PostgresSql::look)
        : statement;
  }

  private static String look(String statement) {
    Matcher name = NAMED.matcher(statement);
    return name.lookingAt()
        ? Sql.text(Sql.ROOMS + name.group(1) + ".postgresql.sql")
            .map(twin -> name.group() + twin)
            .orElse(statement)
        : statement;
  }
}
