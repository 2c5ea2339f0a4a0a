package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Network;
import homebox.controlplane.time.HandPace;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who guesses has to wait, and nobody can make us remember without end. */
class LoginLimitTest {
  private final HandPace pace = new HandPace(Instant.parse("2026-07-01T10:00:00Z"));
  private final LoginLimit limit = new LoginLimit(pace, LoginLimit.AT_ONCE, LoginLimit.EACH);

  private static InetAddress at(String text) {
    return Network.address(text).orElseThrow();
  }

  private void fail(InetAddress address, int times) {
    for (int n = 0; n < times; n++) {
      limit.failed(address);
    }
  }

  @Test
  void ten_at_once_and_then_one_each_ten_seconds() {
    InetAddress home = at("192.168.1.7");
    fail(home, 9);
    assertThat(limit.wait(home)).isZero();
    fail(home, 1);
    assertThat(limit.wait(home)).isEqualTo(Duration.ofSeconds(10));
    pace.advance(Duration.ofSeconds(9));
    assertThat(limit.wait(home)).isEqualTo(Duration.ofSeconds(1));
    pace.advance(Duration.ofSeconds(1));
    assertThat(limit.wait(home)).isZero();
    fail(home, 1);
    assertThat(limit.wait(home)).isEqualTo(Duration.ofSeconds(10));
    pace.advance(Duration.ofSeconds(100));
    fail(home, 9);
    assertThat(limit.wait(home)).isZero();
  }

  @Test
  void addresses_do_not_wait_for_each_other_but_the_house_of_one_ipv6_does() {
    fail(at("192.168.1.7"), 10);
    assertThat(limit.wait(at("192.168.1.8"))).isZero();
    fail(at("2001:db8:1:2::1"), 10);
    assertThat(limit.wait(at("2001:db8:1:2:ffff::9"))).isPositive();
    assertThat(limit.wait(at("2001:db8:1:3::1"))).isZero();
  }

  @Test
  void a_clock_that_is_set_frees_nobody() {
    fail(at("10.0.0.1"), 10);
    pace.step(Duration.ofHours(5));
    assertThat(limit.wait(at("10.0.0.1"))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void the_table_is_bounded_and_when_it_is_full_all_new_ones_are_one() {
    for (int n = 0; n < LoginLimit.PLACES + 500; n++) {
      limit.failed(at("10." + n / 65_536 + "." + n / 256 % 256 + "." + n % 256));
    }
    assertThat(limit.remembered()).isLessThanOrEqualTo(LoginLimit.PLACES + 1);
    assertThat(limit.wait(at("172.16.0.1"))).isPositive();
    assertThat(limit.wait(at("10.0.0.1"))).as("one that is remembered").isZero();
    pace.advance(Duration.ofSeconds(11));
    assertThat(limit.wait(at("172.16.0.1"))).as("the others are clean again").isZero();
    limit.failed(at("172.16.0.1"));
    assertThat(limit.remembered()).isLessThan(10);
  }
}
