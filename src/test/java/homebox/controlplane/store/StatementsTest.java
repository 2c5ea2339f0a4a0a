package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every statement of ours, those in constants and those in files, as PostgreSQL hears it. */
@ExtendWith(Postgres.class)
class StatementsTest {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?:/\\* ([a-z/-]+) \\*/\\s|--.*\\s)*(?:SELECT|INSERT"
              + " INTO|UPDATE|DELETE|WITH|CREATE|DROP)\\s.*",
          Pattern.DOTALL);

  /** These speak to SQLite alone. */
  private static final Set<String> SQLITE =
      Set.of("Backup", "Migrations", "MovingSource", "OldChecks", "Predecessor", "SqliteFile");

  /** Asked only where a predecessor's file was adopted. */
  private static final Set<String> NEVER = Set.of("SELECT total_changes()");

  private final PostgresSql postgres = new PostgresSql();

  @Test
  void each_is_understood_with_no_type_of_a_parameter_said(PostgresBase fresh) throws Exception {
    Map<String, String> statements = constants();
    var refused = new ArrayList<String>();
    try (Connection connection = PostgresTables.in(fresh).connect()) {
      connection
          .createStatement()
          .execute(
              Sql.text(Sql.ROOMS + "history/create-closing-hour.postgresql.sql").orElseThrow());
      statements.forEach(
          (where, text) -> prepare(connection, where, postgres.of(text)).ifPresent(refused::add));
    }
    assertThat(refused).isEmpty();
    assertThat(statements).hasSizeGreaterThan(150);
  }

  @Test
  void a_twin_takes_and_gives_as_much_as_the_first_one() throws Exception {
    for (Path twin : files(".postgresql.sql")) {
      String first = twin.toString().replace(".postgresql.sql", ".sql");
      assertThat(Path.of(first)).exists();
      assertThat(parameters(Files.readString(twin)))
          .as(first)
          .isEqualTo(parameters(Files.readString(Path.of(first))));
    }
  }

  @Test
  void each_file_is_a_statement_of_some_class() throws Exception {
    var named = new TreeSet<String>();
    for (String text : constants().values()) {
      Matcher statement = STATEMENT.matcher(text);
      if (statement.matches() && statement.group(1) != null) {
        named.add(statement.group(1));
      }
    }
    var files = new TreeSet<String>();
    for (Path file : files(".sql")) {
      String name = rooms().relativize(file).toString().replace(".sql", "");
      if (!name.endsWith(".postgresql") && !name.equals("history/free-time")) {
        files.add(name);
      }
    }
    assertThat(named).isEqualTo(files);
  }

  @Test
  void only_what_has_a_twin_is_said_in_another_way() {
    String portable = Sql.named(PageStore.class, "insert-page-entry");
    assertThat(portable).startsWith("/* store/insert-page-entry */\nINSERT INTO page_entry ");
    assertThat(postgres.of(portable)).isSameAs(portable);
    assertThat(postgres.of("SELECT 1")).isEqualTo("SELECT 1");
    assertThat(postgres.of("/* a remark */ SELECT 1")).isEqualTo("/* a remark */ SELECT 1");
    assertThat(postgres.of("/* history/select-past-hour */\nSELECT 1"))
        .startsWith("/* history/select-past-hour */\n-- the next slice")
        .contains("string_agg");
  }

  private static long parameters(String text) {
    return text.chars().filter(each -> each == '?').count();
  }

  private static Optional<String> prepare(Connection connection, String where, String text) {
    try (var statement = connection.prepareStatement(text)) {
      statement.getParameterMetaData();
      statement.getMetaData();
      return Optional.empty();
    } catch (SQLException refused) {
      return Optional.of(where + ": " + refused.getMessage());
    }
  }

  /** By class and field. */
  private static Map<String, String> constants() throws Exception {
    var all = new TreeMap<String, String>();
    for (Path file : files(".class")) {
      String name = root().relativize(file).toString().replace(".class", "").replace('/', '.');
      String simple = name.substring(name.lastIndexOf('.') + 1);
      if (!SQLITE.contains(simple) && !simple.equals("package-info")) {
        constants(Class.forName(name, false, StatementsTest.class.getClassLoader()), all);
      }
    }
    return all;
  }

  private static void constants(Class<?> type, Map<String, String> all) throws Exception {
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        var text = (String) field.get(null);
        if (STATEMENT.matcher(text).matches() && !NEVER.contains(text)) {
          all.put(type.getName() + "." + field.getName(), text);
        }
      }
    }
  }

  private static List<Path> files(String end) throws Exception {
    try (Stream<Path> files = Files.walk(rooms())) {
      return files
          .filter(file -> file.toString().endsWith(end) && !file.toString().contains("/migration/"))
          .sorted()
          .toList();
    }
  }

  private static Path rooms() throws Exception {
    return root().resolve(Sql.ROOMS);
  }

  private static Path root() throws Exception {
    return Path.of(Sql.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
