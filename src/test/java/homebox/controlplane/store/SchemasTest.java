package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tables of the two databases are the same ones: what a store may rely upon. */
@ExtendWith(Postgres.class)
class SchemasTest {
  @TempDir Path folder;
  private Path file;
  private PostgresBase base;

  @BeforeEach
  void migrate(PostgresBase fresh) {
    file = folder.resolve("history.db");
    Migrations.migrate(new SqliteFile(file));
    base = PostgresTables.in(fresh);
  }

  @Test
  void each_table_has_the_same_columns_in_the_same_order() {
    var sqlite = new TreeMap<String, List<List<String>>>();
    for (List<String> table : inSqlite("type IN ('table', 'view')", "name")) {
      sqlite.put(
          table.get(0),
          Database.ask(
              file,
              "SELECT name, \"notnull\" = 1 OR pk > 0 FROM pragma_table_info('%s') ORDER BY cid"
                  .formatted(table.get(0))));
    }
    var postgres = new TreeMap<String, List<List<String>>>();
    for (String table : sqlite.keySet()) {
      postgres.put(
          table,
          base.ask(
              """
              SELECT column_name, CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END
              FROM information_schema.columns
              WHERE table_schema = 'public' AND table_name = '%s'
              ORDER BY ordinal_position
              """
                  .formatted(table)));
    }
    assertThat(postgres).isEqualTo(sqlite).containsKeys("message", "checks");
    assertThat(
            base.ask(
                "SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'"))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrderElementsOf(sqlite.keySet());
  }

  @Test
  void the_same_things_are_unique_and_indexed() {
    String columns =
        "SELECT group_concat(name) FROM (SELECT name FROM pragma_index_xinfo('%s')"
            + " WHERE key = 1 ORDER BY seqno)";
    List<String> sqlite =
        inSqlite("type = 'index' AND name NOT LIKE 'flyway%'", "name, tbl_name, sql").stream()
            .filter(index -> index.get(2) != null)
            .map(
                index ->
                    index.get(0)
                        + " on "
                        + index.get(1)
                        + " by "
                        + Database.ask(file, columns.formatted(index.get(0))).get(0).get(0)
                        + (index.get(2).contains("WHERE") ? ", some" : ""))
            .toList();
    assertThat(
            base.ask(
                """
                SELECT i.relname || ' on ' || t.relname || ' by ' || (
                    SELECT string_agg(a.attname, ',' ORDER BY a.attnum)
                    FROM pg_attribute a WHERE a.attrelid = i.oid
                  ) || CASE WHEN x.indpred IS NULL THEN '' ELSE ', some' END
                FROM pg_index x
                JOIN pg_class i ON i.oid = x.indexrelid
                JOIN pg_class t ON t.oid = x.indrelid
                WHERE NOT x.indisunique AND t.relnamespace = 'public'::regnamespace
                  AND t.relname <> 'flyway_schema_history'
                """))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrderElementsOf(sqlite)
        .contains("message_open on message by channel,id, some");
  }

  @Test
  void the_same_settings_are_there_from_the_begin() {
    String settings = "SELECT name, value FROM setting ORDER BY name";
    assertThat(base.ask(settings)).isEqualTo(Database.ask(file, settings)).isNotEmpty();
  }

  @Test
  void texts_have_the_order_of_their_bytes() {
    assertThat(
            base.ask(
                """
                SELECT table_name, column_name
                FROM information_schema.columns c
                JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE'
                  AND table_name <> 'flyway_schema_history'
                  AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
                """))
        .isEmpty();
    base.change(
        "INSERT INTO told (service, channel, level)"
            + " VALUES ('b', 'x', 'UP'), ('A', 'x', 'UP'), ('a', 'x', 'UP'), ('B', 'x', 'UP')");
    assertThat(base.ask("SELECT service FROM told ORDER BY service"))
        .containsExactly(List.of("A"), List.of("B"), List.of("a"), List.of("b"));
  }

  private List<List<String>> inSqlite(String which, String what) {
    return Database.ask(
        file,
        "SELECT "
            + what
            + " FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
            + " AND name <> 'flyway_schema_history' AND "
            + which);
  }
}
