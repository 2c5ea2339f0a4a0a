package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code import}, as the real jar: what it prints is what {@code --write} writes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ImportIT {
  @TempDir Path folder;

  private JarCall call(String... arguments) {
    return JarCall.of(folder, Map.of(), arguments);
  }

  @Test
  void the_predecessor_s_files_become_a_configuration() throws Exception {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config/homebox.json"),
        "{\"base_url\": \"http://127.0.0.1\", \"services\": [{\"name\": \"Box\", \"port\": 1}]}");
    JarCall printed = call("import", "homebox", "config/homebox.json");
    assertThat(printed.exit()).as(printed.err()).isZero();
    assertThat(printed.err()).isEmpty();
    assertThat(printed.out()).startsWith("# Taken over from config/homebox.json.\n");
    assertThat(folder.resolve("conf")).doesNotExist();

    JarCall written = call("import", "homebox", "config/homebox.json", "--write");
    assertThat(written.exit()).isZero();
    assertThat(written.out()).isEqualTo("conf/control-plane.yaml written" + System.lineSeparator());
    Path ours = folder.resolve("conf/control-plane.yaml");
    assertThat(Files.readString(ours)).isEqualTo(printed.out());

    JarCall check = call("check", "--json");
    assertThat(check.json().getJsonArray("services").getJsonObject(0).getString("id"))
        .isEqualTo("box");

    JarCall again = call("import", "homebox", "config/homebox.json", "--write");
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("conf/control-plane.yaml is there already");
    JarCall misspelt = call("import", "hombox", "config/homebox.json");
    assertThat(misspelt.exit()).isEqualTo(2);
    assertThat(misspelt.err()).contains("did you mean homebox?");
  }
}
