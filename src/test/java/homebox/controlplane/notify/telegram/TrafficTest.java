package homebox.controlplane.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Secret;
import homebox.controlplane.testkit.FakeTelegram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What several channels take together. */
class TrafficTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String OTHER = "4343";

  private final Traffic traffic = new Traffic();
  private long now;

  static Endpoint bot(String token) {
    return new Endpoint(
        HttpUrl.parse("https://api.telegram.org"), new Secret(token), Optional.empty());
  }

  private Duration send(String token, String chat) {
    return traffic.reserve(bot(token), chat, now, PATIENCE);
  }

  private void later(Duration pause) {
    now += pause.toNanos();
  }

  @Test
  void two_channels_into_one_chat_share_its_second() {
    assertThat(send("1:a", FakeTelegram.CHAT)).isZero();
    assertThat(send("1:a", FakeTelegram.CHAT)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void two_channels_into_one_group_share_its_minute() {
    var sent = new ArrayList<Long>();
    for (int second = 0; second < 120; second++) {
      for (int channel = 0; channel < 2; channel++) {
        Duration wait = send("1:a", FakeTelegram.GROUP);
        if (wait.compareTo(PATIENCE) <= 0) {
          sent.add(now + wait.toNanos());
        }
      }
      later(Duration.ofSeconds(1));
    }
    assertThat(sent).filteredOn(at -> at < Duration.ofMinutes(1).toNanos()).hasSizeBetween(18, 20);
  }

  @Test
  void chats_of_one_bot_share_what_it_may_send_in_all() {
    assertThat(send("1:a", FakeTelegram.CHAT)).isZero();
    assertThat(send("1:a", OTHER)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void two_bots_share_nothing() {
    assertThat(send("1:a", FakeTelegram.CHAT)).isZero();
    assertThat(send("2:b", FakeTelegram.CHAT)).isZero();
  }

  @Test
  void who_is_told_to_wait_is_told_for_all_that_write_there_and_for_nobody_else() {
    traffic.refused(bot("1:a"), FakeTelegram.CHAT, now, Duration.ofSeconds(30));
    assertThat(send("1:a", FakeTelegram.CHAT)).isEqualTo(Duration.ofSeconds(30));
    assertThat(send("1:a", OTHER)).isZero();
    later(Duration.ofSeconds(30));
    assertThat(send("1:a", FakeTelegram.CHAT)).isZero();
  }

  @Test
  void a_second_chat_that_refuses_means_the_whole_bot() {
    traffic.refused(bot("1:a"), FakeTelegram.CHAT, now, Duration.ofSeconds(30));
    traffic.refused(bot("1:a"), OTHER, now, Duration.ofSeconds(20));
    assertThat(send("1:a", "4444")).isEqualTo(Duration.ofSeconds(20));
    assertThat(send("2:b", "4444")).isZero();
  }

  @Test
  void one_chat_that_refuses_twice_is_one() {
    traffic.refused(bot("1:a"), FakeTelegram.CHAT, now, Duration.ofSeconds(30));
    traffic.refused(bot("1:a"), FakeTelegram.CHAT, now, Duration.ofSeconds(30));
    assertThat(send("1:a", OTHER)).isZero();
  }

  @Test
  void a_wait_that_is_over_is_no_first_one() {
    traffic.refused(bot("1:a"), FakeTelegram.CHAT, now, Duration.ofSeconds(5));
    later(Duration.ofSeconds(6));
    traffic.refused(bot("1:a"), OTHER, now, Duration.ofSeconds(20));
    assertThat(send("1:a", "4444")).isZero();
  }
}
