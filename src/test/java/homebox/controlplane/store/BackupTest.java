package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a file that is being written. */
class BackupTest {
  private static final String SUM = "SELECT count(*), sum(length(value)) FROM setting";
  private static final int ROWS = 200;

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private homebox.controlplane.store.Database database;

  private Path file() {
    return folder.resolve("history.db");
  }

  private Path copy() {
    return folder.resolve("copies and more/copy.db");
  }

  @BeforeEach
  void open() throws Exception {
    Files.createDirectories(copy().getParent());
    database =
        homebox.controlplane.store.Database.open(vertx, new VertxPace(vertx), file())
            .await(20, TimeUnit.SECONDS);
    for (int n = 0; n < ROWS; n++) {
      write("before-" + n);
    }
  }

  @AfterEach
  void close() throws Exception {
    database.close().await(20, TimeUnit.SECONDS);
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void write(String name) throws TimeoutException {
    String statement =
        "INSERT INTO setting (name, value) VALUES ('" + name + "', hex(zeroblob(20000)))";
    database
        .writer()
        .submit(Lane.URGENT, connection -> connection.query(statement).execute().mapEmpty())
        .await(20, TimeUnit.SECONDS);
  }

  private List<String> files() throws IOException {
    try (var all = Files.list(copy().getParent())) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void it_is_of_one_moment_however_much_is_written_meanwhile() throws Exception {
    List<List<String>> before = Database.ask(file(), SUM);
    var seen = new ArrayList<Integer>();
    Backup.copy(
        file(),
        copy(),
        (pages, of) -> {
          seen.add(pages);
          try {
            write("during-" + seen.size());
          } catch (TimeoutException late) {
            throw new AssertionError("the writer waits for the copy", late);
          }
        });
    assertThat(Database.ask(copy(), SUM)).isEqualTo(before);
    assertThat(Database.ask(copy(), "PRAGMA integrity_check")).containsExactly(List.of("ok"));
    assertThat(Database.ask(copy(), "PRAGMA journal_mode")).containsExactly(List.of("delete"));
    assertThat(seen).hasSizeGreaterThan(1).isSorted();
    assertThat(Database.ask(file(), SUM)).isNotEqualTo(before);
    assertThat(files()).containsExactly("copy.db");
  }

  @Test
  void a_run_can_go_on_from_it() throws Exception {
    Backup.copy(file(), copy(), (pages, of) -> {});
    var again =
        homebox.controlplane.store.Database.open(vertx, new VertxPace(vertx), copy())
            .await(20, TimeUnit.SECONDS);
    assertThat(again.trouble()).isEmpty();
    again.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void what_appeared_meanwhile_under_its_name_is_not_overwritten() throws Exception {
    assertThatThrownBy(
            () ->
                Backup.copy(
                    file(),
                    copy(),
                    (pages, of) -> {
                      try {
                        Files.writeString(copy(), "mine");
                      } catch (IOException refused) {
                        throw new AssertionError(refused);
                      }
                    }))
        .isInstanceOf(Backup.NotCopied.class)
        .hasMessageContaining("is there now");
    assertThat(Files.readString(copy())).isEqualTo("mine");
    assertThat(files()).containsExactly("copy.db");
  }

  @Test
  void a_folder_that_is_not_there_is_said_and_a_damaged_database_too() throws Exception {
    assertThatThrownBy(() -> Backup.copy(file(), folder.resolve("none/copy.db"), (pages, of) -> {}))
        .isInstanceOf(Backup.NotCopied.class)
        .hasMessageContaining("none/copy.db");
    Path broken = folder.resolve("broken.db");
    Files.writeString(broken, "this is no database at all, whatever it is named".repeat(100));
    assertThatThrownBy(() -> Backup.copy(broken, copy(), (pages, of) -> {}))
        .isInstanceOf(Backup.NotCopied.class)
        .hasMessageContaining("damaged");
    assertThat(files()).isEmpty();
  }
}
