package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks and addresses, as they are written. */
class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.3/8, 10.200.0.1, true",
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7, 192.168.1.6, false",
    "192.168.1.0/25, 192.168.1.127, true",
    "192.168.1.0/25, 192.168.1.128, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 127.0.0.1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "::1, ::1, true",
    "::ffff:10.0.0.0/8, 10.1.1.1, true",
    "127.0.0.0/8, ::ffff:127.0.0.1, true"
  })
  void holds_the_addresses_that_begin_like_it(String network, String address, boolean inside) {
    InetAddress there = Network.address(address).orElseThrow();
    assertThat(Network.parse(network).contains(there)).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "::1/129",
        "10.0.0/8",
        "256.0.0.1",
        "10.0.0.0/",
        "/8",
        "1234567",
        "nas.local",
        "fd00:::1",
        "..:",
        "1:2",
        "a::b::c",
        "10.0.0.1 ",
        "10.0.0.1/8/8",
        "::1%lo",
        "127.1",
        "::g"
      })
  void is_nothing_else_and_nothing_is_looked_up(String text) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no network — write one such as 10.0.0.0/8");
  }

  @Test
  void an_address_with_a_port_is_no_address() {
    assertThat(Network.address("10.0.0.1:80")).isEmpty();
    assertThat(Network.address("[::1]")).isEmpty();
    assertThat(Network.address("")).isEmpty();
  }
}
