package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking into a file beside who writes it, or after. */
class ReadOnlyDatabaseTest {
  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Path file() {
    return folder.resolve("history.db");
  }

  private Database make() throws Exception {
    return Database.open(vertx, new VertxPace(vertx), file()).await(20, TimeUnit.SECONDS);
  }

  private long settings() throws Exception {
    ReadOnlyDatabase looked = ReadOnlyDatabase.open(vertx, file()).await(20, TimeUnit.SECONDS);
    long count =
        looked
            .read(connection -> connection.query("SELECT count(*) FROM setting").execute())
            .map(rows -> rows.iterator().next().getLong(0))
            .await(20, TimeUnit.SECONDS);
    looked.close().await(20, TimeUnit.SECONDS);
    return count;
  }

  private List<String> files() throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("sqlite-")) // the driver's own, at its first use
          .sorted()
          .toList();
    }
  }

  @Test
  void it_reads_beside_the_writer_and_after_it_and_can_write_nothing() throws Exception {
    Database writer = make();
    assertThat(settings()).isPositive();
    writer.close().await(20, TimeUnit.SECONDS);
    assertThat(settings()).isPositive();
    assertThat(files()).containsExactly("history.db");
    ReadOnlyDatabase looked = ReadOnlyDatabase.open(vertx, file()).await(20, TimeUnit.SECONDS);
    assertThatThrownBy(
            () ->
                looked
                    .read(connection -> connection.query("DELETE FROM setting").execute())
                    .await(20, TimeUnit.SECONDS))
        .isInstanceOf(StoreUnavailable.class);
    looked.close().await(20, TimeUnit.SECONDS);
    assertThat(settings()).isPositive();
  }

  @Test
  void an_older_version_s_is_left_as_it_is_and_said() throws Exception {
    make().close().await(20, TimeUnit.SECONDS);
    try (Connection other = homebox.controlplane.testkit.Database.connect(file())) {
      other
          .createStatement()
          .execute("DELETE FROM flyway_schema_history WHERE version = '" + Migrations.LATEST + "'");
    }
    assertThatThrownBy(this::settings)
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageContaining("older version");
  }

  @Test
  void what_is_no_database_is_said_and_nothing_is_made_where_there_is_none() throws Exception {
    assertThatThrownBy(this::settings).isInstanceOf(StoreUnavailable.class);
    assertThat(files()).isEmpty();
    Files.writeString(file(), "no database".repeat(1_000));
    assertThatThrownBy(this::settings)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("damaged");
  }
}
