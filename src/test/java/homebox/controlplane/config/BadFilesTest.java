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

/** Each bad file begins with the faults that are told of it, in comments. */
class BadFilesTest {
  @TempDir Path folder;

  static Stream<Path> files() throws IOException {
    return Files.list(Path.of("src/test/resources/conf"))
        .filter(file -> file.getFileName().toString().startsWith("bad-"))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("files")
  void all_that_is_wrong_is_told_at_once(Path file) throws IOException {
    String text = Files.readString(file);
    List<String> expected =
        text.lines()
            .filter(line -> line.startsWith("# conf/"))
            .map(line -> line.substring(2))
            .toList();

    assertThat(expected).isNotEmpty();
    assertThat(new Loading(folder).yaml(text).faults()).containsExactlyElementsOf(expected);
  }
}
