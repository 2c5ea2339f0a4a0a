package homebox.controlplane.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.time.HandPace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The rates, in virtual time. */
class LimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What is written into it by one bot. */
  private record OneChat(String chat, Traffic traffic) {
    OneChat(String chat) {
      this(chat, new Traffic());
    }

    Duration reserve(long now, Duration atMost) {
      return traffic.reserve(TrafficTest.bot("1:a"), chat, now, atMost);
    }
  }

  @Test
  void a_chat_takes_one_a_second() {
    assertThat(sent(FakeTelegram.CHAT, Duration.ofMinutes(1), List.of(0))).hasSize(60);
  }

  @Test
  void a_group_takes_two_at_once_and_then_eighteen_a_minute() {
    List<Long> sent = sent(FakeTelegram.GROUP, Duration.ofMinutes(1), List.of(0));
    assertThat(sent).hasSize(19);
    assertThat(sent.get(1)).isEqualTo(1_000);
    assertThat(sent("@channel", Duration.ofMinutes(10), List.of(0))).hasSizeBetween(180, 182);
  }

  @Test
  void who_would_wait_longer_than_he_can_takes_nothing() {
    var limits = new OneChat(FakeTelegram.CHAT);
    for (int second = 0; second <= 10; second++) {
      assertThat(limits.reserve(0, PATIENCE)).isEqualTo(Duration.ofSeconds(second));
    }
    assertThat(limits.reserve(0, PATIENCE)).isEqualTo(Duration.ofSeconds(11));
    assertThat(limits.reserve(0, PATIENCE)).isEqualTo(Duration.ofSeconds(11));
    assertThat(limits.reserve(1_000_000_000L, PATIENCE)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void idle_time_saves_no_more_than_a_bucket_holds() {
    var pace = new HandPace(Instant.EPOCH);
    var limits = new OneChat(FakeTelegram.GROUP);
    pace.advance(Duration.ofDays(3));
    assertThat(limits.reserve(pace.nanos(), PATIENCE)).isZero();
    assertThat(limits.reserve(pace.nanos(), PATIENCE)).isEqualTo(Duration.ofSeconds(1));
    assertThat(limits.reserve(pace.nanos(), PATIENCE)).isGreaterThan(Duration.ofSeconds(3));
  }

  @Property(tries = 200)
  void whoever_asks_when_no_limit_is_ever_broken(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 20_000) Integer> pauses) {
    for (String chat : List.of(FakeTelegram.CHAT, FakeTelegram.GROUP)) {
      List<Long> sent = sent(chat, Duration.ofMinutes(5), pauses);
      assertThat(sent).isSorted();
      assertThat(most(sent, 1_000)).isEqualTo(1);
      if (chat.equals(FakeTelegram.GROUP)) {
        assertThat(most(sent, 60_000)).isLessThanOrEqualTo(20);
      }
    }
  }

  /** Asks after each of these pauses (ms), again and again; when messages left, in ms. */
  private static List<Long> sent(String chat, Duration length, List<Integer> pauses) {
    var pace = new HandPace(Instant.EPOCH);
    var limits = new OneChat(chat);
    var sent = new ArrayList<Long>();
    for (int n = 0; pace.nanos() < length.toNanos(); n++) {
      pace.advance(Duration.ofMillis(pauses.get(n % pauses.size())));
      Duration wait = limits.reserve(pace.nanos(), PATIENCE);
      pace.advance(wait.plusNanos(999_999).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
      if (wait.compareTo(PATIENCE) <= 0 && pace.nanos() < length.toNanos()) {
        sent.add(pace.nanos() / 1_000_000);
      }
    }
    return sent;
  }

  private static long most(List<Long> sent, long window) {
    return sent.stream()
        .mapToLong(from -> sent.stream().filter(at -> from <= at && at < from + window).count())
        .max()
        .orElse(1);
  }
}
