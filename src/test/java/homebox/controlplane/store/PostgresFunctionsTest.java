package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL was given of SQLite's functions does what SQLite's do. */
@ExtendWith(Postgres.class)
class PostgresFunctionsTest {
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT max(1, 2), max(2, 1), max(3, 3), max(1, NULL), max(NULL, 1)",
          "SELECT min(1, 2), min(2, 1), min(3, 3), min(1, NULL), min(NULL, 1)",
          "SELECT key, value FROM json_each('[]')",
          "SELECT key, value FROM json_each('[\"a\", \"\", \"ü\\n\", \"\\\\u0000\"]') ORDER BY key",
          "SELECT key, CAST(value AS BIGINT) + 1 FROM json_each('[7, 9223372036854775806]')",
          "SELECT hex(CAST(NULL AS BLOB)) || '.'");

  @Test
  void they_do_the_same(@TempDir Path folder, PostgresBase fresh) {
    PostgresBase base = PostgresTables.in(fresh);
    for (String question : QUESTIONS) {
      assertThat(base.ask(question))
          .as(question)
          .isEqualTo(Database.ask(folder.resolve("any.db"), question));
    }
  }

  @Test
  void hex_is_in_capitals(PostgresBase fresh) {
    assertThat(PostgresTables.in(fresh).ask("SELECT hex('\\x00ff7a')"))
        .containsExactly(List.of("00FF7A"));
  }

  @Test
  void a_list_may_hold_what_no_text_can(PostgresBase fresh) throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = PostgresTables.in(fresh).connect();
        var question = connection.prepareStatement("SELECT value FROM json_each(?)")) {
      question.setString(1, "[\"\\u0000a\\u0000\\u0000\", \"\\\\u0000\", \"\\\\\\u0000\"]");
      var rows = question.executeQuery();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    assertThat(found).containsExactly("\ufffda\ufffd\ufffd", "\\u0000", "\\\ufffd");
  }
}
