package homebox.controlplane.check.http;

import static homebox.controlplane.testkit.Manner.says;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Outcome;
import homebox.controlplane.testkit.HostileServer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a server says, there is one answer, in time, without a bug of ours. */
class ByteSoupTest {
  private static final long TIMEOUT = 3_000;
  private static ProbeDesk desk;

  @BeforeContainer
  static void open() {
    desk = ProbeDesk.open();
  }

  @AfterContainer
  static void close() {
    desk.close();
  }

  @Property(tries = 300)
  void any_bytes_at_all(@ForAll byte[] soup) {
    answeredOnce(soup);
  }

  @Property(tries = 300)
  void pieces_of_http(@ForAll("pieces") String soup) {
    answeredOnce(soup.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
            "HTTP/1.1 ",
            "HTTP/1.0 ",
            "200 OK",
            "302 Found",
            "100 Continue",
            "101 Switch",
            "204 ",
            "\r\n",
            "\r\n\r\n",
            "\n",
            "Content-Length: 3",
            "Content-Length: -1",
            "Location: /",
            "Transfer-Encoding: chunked",
            "3\r\nabc\r\n",
            "0\r\n\r\n",
            "ffffffffff\r\n",
            ":",
            " ",
            "abc",
            "\0",
            "\u00ff",
            "Connection: upgrade\r\nUpgrade: websocket")
        .list()
        .ofMaxSize(16)
        .map(list -> String.join("", list));
  }

  private static void answeredOnce(byte[] soup) {
    try (var server = HostileServer.plain(says(soup))) {
      Outcome outcome =
          desk.ask(server.url("/")).timeout(TIMEOUT).body(Asking.regex("a.c")).outcome();
      assertThat(outcome.took().toMillis()).isLessThan(TIMEOUT + 5_000);
      if (outcome instanceof Outcome.Failed it) {
        assertThat(it.failure().reason().cause().name()).isNotIn("INTERNAL", "TIMEOUT");
      }
    }
  }
}
