package homebox.controlplane.store;

import homebox.controlplane.testkit.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.flywaydb.core.Flyway;

/** A SQLite file of ours with rows in every table, whatever tables there are. */
final class FilledHistory {
  private static final String TABLES =
      "SELECT name FROM sqlite_master WHERE type = 'table'"
          + " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name <> 'flyway_schema_history'"
          + " ORDER BY name";

  /** What any text may have in it, as SQL. */
  private static final String NASTY =
      "'é𝄞 \\ ''\"' || char(9) || char(10) || char(13) || '\\N \\.' || char(10) || '\\.'";

  private FilledHistory() {}

  /** Makes it. */
  static void at(Path file) {
    at(file, "latest");
  }

  /** One that an older version made. */
  static void at(Path file, String step) {
    Flyway.configure()
        .dataSource(new SqliteFile(file).writing())
        .locations("classpath:" + Migrations.FOLDER)
        .target(step)
        .load()
        .migrate();
    tables(file).forEach(table -> fill(file, table));
    Database.change(file, "INSERT INTO setting VALUES ('database_id', 'this one')");
  }

  /** All but Flyway's. */
  static List<String> tables(Path file) {
    return Database.ask(file, TABLES).stream().map(row -> row.get(0)).toList();
  }

  /** The columns of a table, and whether they hold bytes. */
  static List<List<String>> columns(Path file, String table) {
    return Database.ask(
        file,
        "SELECT name, type = 'BLOB', type = 'TEXT', \"notnull\" = 1 OR pk > 0"
            + " FROM pragma_table_info('"
            + table
            + "') ORDER BY cid");
  }

  /** Of three rows one has all values, one has none where that may be, one has strange ones. */
  private static void fill(Path file, String table) {
    for (int n = 1; n <= 3; n++) {
      var values = new StringJoiner(", ", "(", ")");
      int place = 0;
      for (List<String> column : columns(file, table)) {
        values.add(value(n, 100 * n + place++, column));
      }
      Database.change(file, "INSERT INTO " + table + " VALUES " + values);
    }
  }

  private static String value(int row, int number, List<String> column) {
    if (row == 2 && column.get(3).equals("0")) {
      return "NULL";
    }
    if (column.get(1).equals("1")) {
      return row == 3 ? "x''" : "x'00ff5c0a%04d'".formatted(number);
    }
    if (column.get(2).equals("1")) {
      return row == 3 ? number + " || " + NASTY : "'" + number + "'";
    }
    return String.valueOf(number);
  }
}
