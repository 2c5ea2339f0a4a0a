package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Network;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind proxies: the address that is told by the last one that can be trusted. */
class VisitorTest {
  private static final List<Network> PROXIES =
      List.of(network("10.0.0.0", 8), network("127.0.0.1", 32), network("fd00::1", 128));

  private static Network network(String base, int bits) {
    return new Network(Network.address(base).orElseThrow(), bits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 |                                   | 203.0.113.9",
        "203.0.113.9 | 1.2.3.4                           | 203.0.113.9",
        "10.0.0.5    | 1.2.3.4                           | 1.2.3.4",
        "10.0.0.5    | 6.6.6.6, 1.2.3.4                  | 1.2.3.4",
        "10.0.0.5    | 6.6.6.6, 1.2.3.4, 10.0.0.9        | 1.2.3.4",
        "10.0.0.5    | 10.0.0.7, 10.0.0.9                | 10.0.0.7",
        "10.0.0.5    | 1.2.3.4:5678                      | 1.2.3.4",
        "10.0.0.5    | [2001:db8::1]:80                  | 2001:db8::1",
        "10.0.0.5    | 2001:db8::1                       | 2001:db8::1",
        "10.0.0.5    | ::ffff:1.2.3.4                    | 1.2.3.4",
        "10.0.0.5    | 1.2.3.4, unknown                  | 10.0.0.5",
        "10.0.0.5    | 1.2.3.4, nas.local, 10.0.0.9      | 10.0.0.9",
        "10.0.0.5    | ,,                                | 10.0.0.5",
        "10.0.0.5    |                                   | 10.0.0.5",
        "fd00::1     | 1.2.3.4                           | 1.2.3.4",
        "127.0.0.1   | 127.0.0.1                         | 127.0.0.1"
      })
  void the_client_is_the_nearest_that_is_no_proxy(String peer, String header, String client) {
    InetAddress found =
        Visitor.client(
            Network.address(peer).orElseThrow(),
            header == null ? List.of() : List.of(header),
            PROXIES);
    assertThat(found).isEqualTo(Network.address(client).orElseThrow());
  }
}
