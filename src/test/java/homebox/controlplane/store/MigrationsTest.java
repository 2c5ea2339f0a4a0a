package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
  void a_missing_statement_is_found_when_its_class_is_loaded() {
    assertThatThrownBy(() -> Sql.named(MigrationsTest.class, "nothing"))
        .hasMessage("missing resource homebox/controlplane/store/nothing.sql");
  }
}
