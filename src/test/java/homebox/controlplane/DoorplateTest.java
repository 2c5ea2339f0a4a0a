package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.cluster.Node;
import homebox.controlplane.config.HttpUrl;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a node's page is, for itself and for another one. */
class DoorplateTest {
  private static Node node(String host, String address) {
    return new Node(
        "a",
        "run",
        host,
        Optional.empty(),
        "1",
        Optional.ofNullable(address),
        Instant.EPOCH,
        Instant.EPOCH,
        true,
        Optional.empty(),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, http://atlas:8080",
    "'::', http://atlas:8080",
    "127.0.0.1, http://127.0.0.1:8080",
    "192.0.2.7, http://192.0.2.7:8080",
    "'2001:db8::7', http://[2001:db8::7]:8080",
    "atlas.example, http://atlas.example:8080"
  })
  void what_a_node_says(String listens, String address) {
    assertThat(Doorplate.of(listens, 8080, "atlas")).isEqualTo(address);
    assertThat(HttpUrl.parse(address).port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, true, false",
    "http://localhost:8080, true, false",
    "http://[::1]:8080, true, false",
    "http://atlas:8080, true, true",
    "https://pages.example:8443, true, true"
  })
  void what_another_one_reads(String address, boolean here, boolean elsewhere) {
    assertThat(Doorplate.read(node("atlas", address), "atlas").isPresent()).isEqualTo(here);
    assertThat(Doorplate.read(node("atlas", address), "bison").isPresent()).isEqualTo(elsewhere);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://", "http://my host:8080", "ftp://atlas", "http://[fe80::1%x]y:1"})
  void what_cannot_be_read_leads_nowhere(String address) {
    assertThat(Doorplate.read(node("atlas", address), "atlas")).isEmpty();
  }

  @Test
  void a_node_without_a_page() {
    assertThat(Doorplate.read(node("atlas", null), "atlas")).isEmpty();
  }
}
