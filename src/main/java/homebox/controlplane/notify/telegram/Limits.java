package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.http.Bucket;
import java.time.Duration;
import java.util.List;

/**
 * What Telegram takes of one bot, or in one chat, a little less than it says (facts: 30 a second in
 * all, one a second in a chat, 20 a minute in a group). A group's bucket holds two, so that an
 * outage and what follows at once need not wait, and no 60 s see more than 20.
 */
final class Limits {
  private static final Duration IN_ALL = Duration.ofMillis(40);
  private static final Duration IN_A_CHAT = Duration.ofSeconds(1);
  private static final Duration IN_A_GROUP = Duration.ofMinutes(1).dividedBy(18);

  private final List<Bucket> buckets;
  private long frozenUntil;

  private Limits(long now, Bucket... buckets) {
    this.buckets = List.of(buckets);
    this.frozenUntil = now;
  }

  /** Those of a bot, wherever it writes. */
  static Limits ofBot(long now) {
    return new Limits(now, new Bucket(IN_ALL, 1, now));
  }

  /** Those of {@code chat}: a negative number or a name is a group or a channel. */
  static Limits ofChat(String chat, long now) {
    boolean group = chat.startsWith("-") || chat.startsWith("@");
    var second = new Bucket(IN_A_CHAT, 1, now);
    return group
        ? new Limits(now, second, new Bucket(IN_A_GROUP, 2, now))
        : new Limits(now, second);
  }

  /** How long until there is a turn; 0 if there is one. */
  long waitNanos(long now) {
    long wait = buckets.stream().mapToLong(bucket -> bucket.waitNanos(now)).max().orElse(0);
    return Math.max(wait, frozenUntil - now);
  }

  /** Takes the turn that is there at {@code then}, now or later. */
  void take(long then) {
    buckets.forEach(bucket -> bucket.take(then));
  }

  /** Nothing before that. */
  void freeze(long until) {
    frozenUntil = Math.max(frozenUntil, until);
  }

  boolean frozen(long now) {
    return frozenUntil > now;
  }

  /** True if all of it may be taken. */
  boolean full(long now) {
    return !frozen(now) && buckets.stream().allMatch(bucket -> bucket.full(now));
  }
}
