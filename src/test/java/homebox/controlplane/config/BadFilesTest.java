package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad file begins with the faults that are told of it, in comments; a good one has none. */
class BadFilesTest {
  @TempDir Path folder;

  static Stream<Path> files() throws IOException {
    return files("bad-.*\\.yaml");
  }

  static Stream<Path> envFiles() throws IOException {
    return files("bad-.*\\.env");
  }

  static Stream<Path> goodFiles() throws IOException {
    return files("good-.*\\.yaml");
  }

  private static Stream<Path> files(String name) throws IOException {
    return Files.list(Path.of("src/test/resources/conf"))
        .filter(file -> file.getFileName().toString().matches(name))
        .sorted();
  }

  private static List<String> expected(String text, String begin) {
    List<String> expected =
        text.lines()
            .filter(line -> line.startsWith("# " + begin))
            .map(line -> line.substring(2))
            .toList();
    assertThat(expected).isNotEmpty();
    return expected;
  }

  @ParameterizedTest
  @MethodSource("files")
  void all_that_is_wrong_is_told_at_once(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(new Loading(folder).yaml(text).faults())
        .containsExactlyElementsOf(expected(text, "conf/"));
  }

  @ParameterizedTest
  @MethodSource("envFiles")
  void so_it_is_of_the_variables(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(new Loading(folder).file(".env", text).faults())
        .containsExactlyElementsOf(expected(text, ".env:"));
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void nothing_is_told_of_what_is_right(Path file) throws IOException {
    assertThat(new Loading(folder).yaml(Files.readString(file)).faults()).isEmpty();
  }
}
