package homebox.controlplane.notify.telegram;

import java.time.Duration;
import java.util.List;

/**
 * What Telegram takes of one bot in one chat, a little less than it says (facts: 30 a second in
 * all, one a second in a chat, 20 a minute in a group). A group's bucket holds two, so that an
 * outage and what follows at once need not wait, and no 60 s see more than 20.
 */
final class Limits {
  private static final Duration IN_ALL = Duration.ofMillis(40);
  private static final Duration IN_A_CHAT = Duration.ofSeconds(1);
  private static final Duration IN_A_GROUP = Duration.ofMinutes(1).dividedBy(18);

  private final List<Bucket> buckets;

  private Limits(List<Bucket> buckets) {
    this.buckets = buckets;
  }

  /** Those of {@code chat}: a negative number or a name is a group or a channel. */
  static Limits of(String chat, long now) {
    boolean group = chat.startsWith("-") || chat.startsWith("@");
    var all = new Bucket(IN_ALL, 1, now);
    var second = new Bucket(IN_A_CHAT, 1, now);
    return new Limits(
        group ? List.of(all, second, new Bucket(IN_A_GROUP, 2, now)) : List.of(all, second));
  }

  /**
   * Takes a token if there is one within {@code atMost}.
   *
   * @return how long until then; longer than {@code atMost}: none was taken
   */
  Duration reserve(long now, Duration atMost) {
    long wait = buckets.stream().mapToLong(bucket -> bucket.waitNanos(now)).max().orElse(0);
    if (wait <= atMost.toNanos()) {
      buckets.forEach(bucket -> bucket.take(now + wait));
    }
    return Duration.ofNanos(wait);
  }
}
