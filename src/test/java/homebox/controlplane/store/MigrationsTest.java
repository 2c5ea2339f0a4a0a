package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @Test
  void the_latest_step_is_the_last_file() throws Exception {
    Path folder = Path.of(getClass().getClassLoader().getResource(Migrations.FOLDER).toURI());
    try (var files = Files.list(folder)) {
      int last =
          files
              .map(file -> file.getFileName().toString())
              .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .max()
              .orElseThrow();
      assertThat(Migrations.LATEST).isEqualTo(last);
    }
  }

  @Test
  void a_new_file_is_the_template_and_that_is_what_the_migrations_make(@TempDir Path folder)
      throws Exception {
    var laid = new SqliteFile(folder.resolve("laid.db"));
    var migrated = new SqliteFile(folder.resolve("migrated.db"));
    Template.lay(laid.path());
    Migrations.migrate(migrated);
    for (String each :
        List.of(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name",
            "SELECT * FROM setting ORDER BY name",
            "SELECT version, script, checksum, success FROM flyway_schema_history ORDER BY installed_rank")) {
      assertThat(rows(laid, each)).isNotEmpty().isEqualTo(rows(migrated, each));
    }
  }

  @Test
  void what_is_there_is_left_as_it_is(@TempDir Path folder) throws Exception {
    Path there = Files.writeString(folder.resolve("history.db"), "somebody's");
    Template.lay(there);
    assertThat(there).hasContent("somebody's");
  }

  private static List<String> rows(SqliteFile file, String question) throws SQLException {
    var rows = new ArrayList<String>();
    try (Connection connection = file.plain().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      while (row.next()) {
        var line = new StringJoiner("|");
        for (int n = 1; n <= row.getMetaData().getColumnCount(); n++) {
          line.add(row.getString(n));
        }
        rows.add(line.toString());
      }
    }
    return rows;
  }

  @Test
  void a_missing_statement_is_found_when_its_class_is_loaded() {
    assertThatThrownBy(() -> Sql.named(MigrationsTest.class, "nothing"))
        .hasMessage("missing resource homebox/controlplane/store/nothing.sql");
  }
}
