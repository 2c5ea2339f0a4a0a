package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
  private static final String PROPERTY = "org.sqlite.tmpdir";
  private static final List<String> LEFT =
      List.of("sqlite-3.50.3.0-1a-libsqlitejdbc.so", "sqlite-3.50.3.0-1a-libsqlitejdbc.so.lck");

  private final String before = System.getProperty(PROPERTY);

  @TempDir Path folder;

  @AfterEach
  void as_it_was() {
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }

  @Test
  void libraries_that_an_abrupt_end_left_are_deleted_and_nothing_else() throws IOException {
    System.clearProperty(PROPERTY);
    leave();
    new SqliteFile(folder.resolve("history.db")).makeRoom();
    assertThat(folder.resolve("history.db")).exists();
    assertThat(LEFT).noneMatch(name -> Files.exists(folder.resolve(name)));
    assertThat(System.getProperty(PROPERTY)).isEqualTo(folder.toString());
  }

  @Test
  void a_folder_that_somebody_else_chose_is_not_ours_to_sweep() throws IOException {
    System.setProperty(PROPERTY, folder.toString());
    leave();
    new SqliteFile(folder.resolve("history.db")).makeRoom();
    assertThat(LEFT).allMatch(name -> Files.exists(folder.resolve(name)));
  }

  private void leave() throws IOException {
    Files.createFile(folder.resolve("history.db"));
    for (String name : LEFT) {
      Files.createFile(folder.resolve(name));
    }
  }
}
