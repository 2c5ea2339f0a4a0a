package homebox.controlplane.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.cli.diagnose.Item.Mark;
import homebox.controlplane.cli.diagnose.PortItems.Obstacle;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of port and disk. */
class PlacesTest {
  @ParameterizedTest
  @CsvSource({
    "NONE, , false, WELL, is free",
    "NONE, process 7 on nas, false, WELL, runs without it",
    "TAKEN, process 7 on nas, true, WELL, 'our own page, of process 7 on nas'",
    "TAKEN, process 7 on nas, false, BAD, taken by another program",
    "TAKEN, , true, BAD, taken by another program",
    "NOT_HERE, , false, BAD, no address of this machine",
    "FORBIDDEN, , false, BAD, not allowed",
    "OTHER, , false, BAD, cannot be opened",
  })
  void a_port(Obstacle obstacle, String holder, boolean ours, Mark mark, String said) {
    Item item = PortItems.item("127.0.0.1:8080", obstacle, Optional.ofNullable(holder), ours);
    assertThat(item.mark()).isEqualTo(mark);
    assertThat(item.what()).startsWith("127.0.0.1:8080 ").contains(said);
    assertThat(item.mend().isEmpty()).isEqualTo(mark == Mark.WELL);
  }

  @ParameterizedTest
  @CsvSource({"49, BAD", "50, NOTE", "499, NOTE", "500, WELL", "9000000, WELL"})
  void a_disk(long megabytes, Mark mark) {
    Item item = DiskItems.item(Path.of("/data"), megabytes << 20);
    assertThat(item.mark()).isEqualTo(mark);
    assertThat(item.what()).isEqualTo(megabytes + " MB free in /data");
    assertThat(item.mend().isEmpty()).isEqualTo(mark == Mark.WELL);
  }

  @Test
  void our_sentences_are_parted_where_the_cure_begins() {
    Item item = Item.bad("a.yaml:3: x: is 5 — 6 — write 7");
    assertThat(item.what()).isEqualTo("a.yaml:3: x: is 5 — 6");
    assertThat(item.mend()).containsExactly("write 7");
    assertThat(Item.bad("no cure").mend()).isEmpty();
  }
}
